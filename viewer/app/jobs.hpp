// JobPool: the program's only worker threads. Work runs on a worker and returns a delivery; drain() runs the
// deliveries on the main thread, so results reach AppState and the GPU without locks anywhere else.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <stop_token>

namespace corridors::app {

/// Runs on the main thread in drain(); empty when there is nothing to deliver.
using Delivery = std::function<void()>;
/// Runs on a worker; must poll the token during long work. Exceptions must not leave it.
using Work = std::function<Delivery(std::stop_token)>;

/// Owns one submitted job: destroying or cancelling it stops the work and drops its delivery. Move-only.
class JobHandle {
public:
    JobHandle() = default;
    JobHandle(JobHandle &&) noexcept = default;
    JobHandle &operator=(JobHandle &&other) noexcept;
    JobHandle(const JobHandle &) = delete;
    JobHandle &operator=(const JobHandle &) = delete;
    ~JobHandle();
    void cancel();
    /// Lets the job run to its end and be delivered without an owner.
    void detach();
    [[nodiscard]] explicit operator bool() const { return m_job != nullptr; }

private:
    friend class JobPool;
    struct Job;
    explicit JobHandle(std::shared_ptr<Job> job) : m_job(std::move(job)) {}
    std::shared_ptr<Job> m_job;
};

class JobPool {
public:
    /// Whether workers take the processor as any thread does, or only what the drawing leaves of it: where OpenGL is
    /// drawn in software, its threads wait for the same cores, and a tile may take a worker a second.
    enum class Pace : bool { Normal, BehindDrawing };
    /// Starts `threads` workers (at least one).
    explicit JobPool(unsigned threads, Pace pace = Pace::Normal);
    ~JobPool(); ///< cancels everything and joins
    JobPool(const JobPool &) = delete;
    JobPool &operator=(const JobPool &) = delete;

    /// Queues work; a higher priority runs first, equal ones in order of submission.
    [[nodiscard]] JobHandle submit(int priority, Work work);
    /// Queues a delivery from any thread (progress reports from inside a running job).
    void post(Delivery delivery);
    /// Main thread: runs the deliveries that are there, stopping after `budgetS` seconds (always at least one).
    /// Returns how many ran.
    std::size_t drain(double budgetS = 1e9);
    /// True while a delivery waits: one that came, or one for which the last drain had no time left.
    [[nodiscard]] bool hasDeliveries() const;
    /// True when no work is queued or running and no delivery waits.
    [[nodiscard]] bool isIdle() const;
    /// Work begins on at most so many workers at a time (at least one); what has begun goes on.
    void limitWorkers(std::size_t count);
    /// Blocks until a delivery waits, the pool is idle, or `seconds` have passed. For commands without an event loop.
    void waitForDelivery(double seconds) const;
    /// Called from a worker whenever a delivery arrives (the window wakes its event loop). Set before the first submit.
    void setWakeUp(std::function<void()> wakeUp);

private:
    struct Shared;
    std::shared_ptr<Shared> m_shared;
};

} // namespace corridors::app
