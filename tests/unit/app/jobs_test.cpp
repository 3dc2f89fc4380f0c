#include "viewer/app/jobs.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

namespace corridors::app {
namespace {

void drainUntilIdle(JobPool &pool) {
    while (!pool.isIdle()) {
        pool.waitForDelivery(0.1);
        pool.drain();
    }
}

TEST(JobPool, DeliversOnTheThreadThatDrains) {
    JobPool pool(2);
    const auto main = std::this_thread::get_id();
    int delivered = 0;
    std::vector<JobHandle> handles;
    for (int i = 0; i < 50; ++i) {
        handles.push_back(pool.submit(0, [&, main](const std::stop_token &) -> Delivery {
            EXPECT_NE(std::this_thread::get_id(), main);
            return [&] {
                EXPECT_EQ(std::this_thread::get_id(), main);
                ++delivered;
            };
        }));
    }
    drainUntilIdle(pool);
    EXPECT_EQ(delivered, 50);
}

TEST(JobPool, SaysWhatADrainHadNoTimeFor) {
    JobPool pool(1);
    int delivered = 0;
    for (int i = 0; i < 3; ++i) pool.post([&] { ++delivered; });
    EXPECT_EQ(pool.drain(0), 1U);
    EXPECT_TRUE(pool.hasDeliveries()) << "the window must not sleep now: nothing would wake it";
    EXPECT_EQ(pool.drain(), 2U);
    EXPECT_FALSE(pool.hasDeliveries());
    EXPECT_EQ(delivered, 3);
}

TEST(JobPool, ALimitHoldsUntilItIsLifted) {
    JobPool pool(3);
    std::atomic<int> running = 0;
    std::atomic<int> most = 0;
    std::atomic<bool> gathered = false;
    const auto work = [&](bool waits) {
        return [&, waits](const std::stop_token &stop) -> Delivery {
            const int now = ++running;
            for (int before = most; now > before && !most.compare_exchange_weak(before, now);) {
            }
            if (now == 3) gathered = true;
            while (waits && !gathered && !stop.stop_requested()) std::this_thread::yield();
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
            --running;
            return [] {};
        };
    };
    pool.limitWorkers(1);
    std::vector<JobHandle> handles;
    for (int i = 0; i < 8; ++i) handles.push_back(pool.submit(0, work(false)));
    drainUntilIdle(pool);
    EXPECT_EQ(most, 1);
    for (int i = 0; i < 3; ++i) handles.push_back(pool.submit(0, work(true))); // each waits for all three
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    EXPECT_FALSE(gathered);
    pool.limitWorkers(3);
    drainUntilIdle(pool);
    EXPECT_TRUE(gathered);
    EXPECT_EQ(most, 3);
}

TEST(JobPool, HigherPriorityRunsFirst) {
    JobPool pool(1);
    std::atomic<bool> go = false;
    std::vector<int> order;
    auto gate = pool.submit(9, [&](const std::stop_token &) -> Delivery {
        while (!go) std::this_thread::sleep_for(std::chrono::milliseconds(1));
        return {};
    });
    std::vector<JobHandle> handles;
    for (const int p : {1, 3, 2, 3})
        handles.push_back(pool.submit(
            p, [&order, p](const std::stop_token &) -> Delivery { return [&order, p] { order.push_back(p); }; }));
    go = true;
    drainUntilIdle(pool);
    EXPECT_EQ(order, (std::vector<int>{3, 3, 2, 1}));
}

TEST(JobPool, ACancelledJobIsNeverDelivered) {
    JobPool pool(1);
    std::atomic<bool> started = false;
    bool delivered = false;
    auto handle = pool.submit(0, [&](const std::stop_token &stop) -> Delivery {
        started = true;
        while (!stop.stop_requested()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
        return [&] { delivered = true; };
    });
    while (!started) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    handle.cancel();
    drainUntilIdle(pool);
    EXPECT_FALSE(delivered);
}

TEST(JobPool, DestructionStopsQueuedWork) {
    std::atomic<int> ran = 0;
    {
        JobPool pool(1);
        std::vector<JobHandle> handles;
        for (int i = 0; i < 100; ++i)
            handles.push_back(pool.submit(0, [&](const std::stop_token &) -> Delivery {
                ++ran;
                std::this_thread::sleep_for(std::chrono::milliseconds(2));
                return {};
            }));
        handles.clear(); // cancels
    }
    EXPECT_LE(ran.load(), 3);
}

} // namespace
} // namespace corridors::app
