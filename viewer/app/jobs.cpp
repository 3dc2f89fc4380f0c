#include "viewer/app/jobs.hpp"

#ifdef __linux__
#include <sched.h>
#include <sys/resource.h>
#endif

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <limits>
#include <mutex>
#include <thread>
#include <vector>

namespace corridors::app {
namespace {

/// Makes the calling thread one that yields to those that draw. Where the system refuses, it stays as it is.
void yieldToDrawing() {
#ifdef __linux__
    // A tenth of a thread's usual share: enough to get on where others keep the processor busy. (SCHED_IDLE yields
    // more, but then no tile would ever come.)
    constexpr int kNice = 10;
    sched_param none{};
    // Also out of a real-time class that the process may have been started in.
    static_cast<void>(sched_setscheduler(0, SCHED_BATCH, &none));
    static_cast<void>(setpriority(PRIO_PROCESS, 0, kNice)); // of the thread alone, on Linux
#endif
}

} // namespace

struct JobHandle::Job {
    Work work;
    int priority = 0;
    std::uint64_t order = 0;
    std::stop_source stop;
};

struct JobPool::Shared {
    mutable std::mutex mutex;
    mutable std::condition_variable changed;
    std::vector<std::shared_ptr<JobHandle::Job>> queue; // a heap: highest priority, then oldest, on top
    struct Waiting {
        std::shared_ptr<JobHandle::Job> job; // null for post()
        Delivery delivery;
    };
    std::deque<Waiting> deliveries;
    std::function<void()> wakeUp;
    std::vector<std::jthread> threads;
    std::size_t running = 0;
    std::size_t mostRunning = std::numeric_limits<std::size_t>::max();
    std::uint64_t submitted = 0;
    bool closing = false;

    static bool runsLater(const std::shared_ptr<JobHandle::Job> &a, const std::shared_ptr<JobHandle::Job> &b) {
        return a->priority != b->priority ? a->priority < b->priority : a->order > b->order;
    }

    void deliver(Waiting waiting) {
        std::function<void()> wake;
        {
            const std::lock_guard lock(mutex);
            deliveries.push_back(std::move(waiting));
            wake = wakeUp;
        }
        changed.notify_all();
        if (wake) wake();
    }

    void runWorker() {
        for (;;) {
            std::shared_ptr<JobHandle::Job> job;
            {
                std::unique_lock lock(mutex);
                changed.wait(lock, [&] { return closing || (!queue.empty() && running < mostRunning); });
                if (closing) return;
                std::pop_heap(queue.begin(), queue.end(), runsLater);
                job = std::move(queue.back());
                queue.pop_back();
                ++running;
            }
            Delivery delivery;
            if (!job->stop.stop_requested()) delivery = job->work(job->stop.get_token());
            job->work = nullptr; // frees what the work captured here, not on the main thread
            if (delivery && !job->stop.stop_requested()) deliver({job, std::move(delivery)});
            {
                const std::lock_guard lock(mutex);
                --running;
            }
            changed.notify_all();
        }
    }
};

JobHandle &JobHandle::operator=(JobHandle &&other) noexcept {
    if (this != &other) {
        cancel();
        m_job = std::move(other.m_job);
    }
    return *this;
}

JobHandle::~JobHandle() { cancel(); }

void JobHandle::cancel() {
    if (m_job) m_job->stop.request_stop();
    m_job.reset();
}

void JobHandle::detach() { m_job.reset(); }

JobPool::JobPool(unsigned threads, Pace pace) : m_shared(std::make_shared<Shared>()) {
    for (unsigned i = 0; i < std::max(1U, threads); ++i)
        m_shared->threads.emplace_back([shared = m_shared.get(), pace] {
            if (pace == Pace::BehindDrawing) yieldToDrawing();
            shared->runWorker();
        });
}

JobPool::~JobPool() {
    {
        const std::lock_guard lock(m_shared->mutex);
        m_shared->closing = true;
        for (const auto &job : m_shared->queue) job->stop.request_stop();
    }
    m_shared->changed.notify_all();
    m_shared->threads.clear(); // joins
}

JobHandle JobPool::submit(int priority, Work work) {
    auto job = std::make_shared<JobHandle::Job>();
    job->work = std::move(work);
    job->priority = priority;
    {
        const std::lock_guard lock(m_shared->mutex);
        job->order = m_shared->submitted++;
        m_shared->queue.push_back(job);
        std::push_heap(m_shared->queue.begin(), m_shared->queue.end(), Shared::runsLater);
    }
    m_shared->changed.notify_one();
    return JobHandle(std::move(job));
}

void JobPool::post(Delivery delivery) { m_shared->deliver({nullptr, std::move(delivery)}); }

void JobPool::limitWorkers(std::size_t count) {
    {
        const std::lock_guard lock(m_shared->mutex);
        const std::size_t most = std::max<std::size_t>(count, 1);
        if (m_shared->mostRunning == most) return;
        m_shared->mostRunning = most;
    }
    m_shared->changed.notify_all();
}

std::size_t JobPool::drain(double budgetS) {
    const auto start = std::chrono::steady_clock::now();
    std::size_t ran = 0;
    for (;;) {
        Shared::Waiting next;
        {
            const std::lock_guard lock(m_shared->mutex);
            if (m_shared->deliveries.empty()) return ran;
            next = std::move(m_shared->deliveries.front());
            m_shared->deliveries.pop_front();
        }
        if (next.job && next.job->stop.stop_requested()) continue;
        next.delivery();
        ++ran;
        if (std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() >= budgetS) return ran;
    }
}

bool JobPool::hasDeliveries() const {
    const std::lock_guard lock(m_shared->mutex);
    return !m_shared->deliveries.empty();
}

bool JobPool::isIdle() const {
    const std::lock_guard lock(m_shared->mutex);
    return m_shared->queue.empty() && m_shared->running == 0 && m_shared->deliveries.empty();
}

void JobPool::waitForDelivery(double seconds) const {
    std::unique_lock lock(m_shared->mutex);
    m_shared->changed.wait_for(lock, std::chrono::duration<double>(seconds), [&] {
        return !m_shared->deliveries.empty() || (m_shared->queue.empty() && m_shared->running == 0);
    });
}

void JobPool::setWakeUp(std::function<void()> wakeUp) {
    const std::lock_guard lock(m_shared->mutex);
    m_shared->wakeUp = std::move(wakeUp);
}

} // namespace corridors::app
