//! Work in parallel, results in order, memory bounded by what is in flight.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;

/// How many results have been handed on, and whether to stop.
#[derive(Default)]
struct Gate {
    emitted: usize,
    stopped: bool,
}

/// Does `work` on each of `jobs` with `workers` threads, and hands the results to `emit` in the order of the
/// jobs. No job is taken before all but `window` of those before it are handed on, so a slow one does not let
/// results pile up. A panic in `work` is that job's result. `emit` runs on the calling thread as soon as the
/// next result is there, also while `jobs` waits for more.
pub(super) fn ordered<J, T: Send>(
    jobs: impl Iterator<Item = J> + Send,
    workers: usize,
    window: usize,
    work: impl Fn(J) -> T + Sync,
    mut emit: impl FnMut(thread::Result<T>) -> ControlFlow<()>,
) {
    let jobs = Mutex::new(jobs.enumerate());
    let (gate, moved) = (Mutex::new(Gate::default()), Condvar::new());
    let (sender, results) = mpsc::channel();
    let next_job = || {
        let mut jobs = lock(&jobs);
        // The lock on the jobs is held while waiting: whoever has it takes the next one. The gate has a lock
        // of its own, because a stream of jobs may wait for its next line for hours.
        let (number, job) = jobs.next()?;
        let mut state = lock(&gate);
        while number >= state.emitted + window.max(1) && !state.stopped {
            state = moved.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        (!state.stopped).then_some((number, job))
    };
    thread::scope(|scope| {
        // Workers that wait at the gate are let go however this ends, also by a panic in `emit`.
        let _stop = Stop { gate: &gate, moved: &moved };
        for _ in 0..workers.max(1) {
            let (sender, next_job, work) = (sender.clone(), &next_job, &work);
            scope.spawn(move || {
                while let Some((number, job)) = next_job() {
                    let result = catch_unwind(AssertUnwindSafe(|| work(job)));
                    if sender.send((number, result)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        let mut early = BTreeMap::new();
        let mut next = 0;
        for (number, result) in results {
            early.insert(number, result);
            while let Some(result) = early.remove(&next) {
                next += 1;
                let go_on = emit(result);
                let mut state = lock(&gate);
                state.emitted = next;
                drop(state);
                moved.notify_all();
                if go_on.is_break() {
                    return;
                }
            }
        }
    });
}

struct Stop<'a> {
    gate: &'a Mutex<Gate>,
    moved: &'a Condvar,
}

impl Drop for Stop<'_> {
    fn drop(&mut self) {
        lock(self.gate).stopped = true;
        self.moved.notify_all();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    #[test]
    fn results_come_in_order_from_any_number_of_workers() {
        for workers in [0, 1, 2, 5] {
            let mut seen = vec![];
            let work = |job: u64| {
                thread::sleep(Duration::from_micros((job * 7919) % 50));
                job * 2
            };
            ordered(0..300, workers, 8, work, |result| {
                seen.push(result.unwrap());
                ControlFlow::Continue(())
            });
            assert_eq!(seen, (0..300).map(|job| job * 2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn no_more_is_in_flight_than_the_window() {
        let (taken, emitted, most) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
        let work = |job| {
            let in_flight = taken.fetch_add(1, Ordering::SeqCst) + 1 - emitted.load(Ordering::SeqCst);
            most.fetch_max(in_flight, Ordering::SeqCst);
            if job == 0 {
                thread::sleep(Duration::from_millis(30));
            }
        };
        ordered(0..200, 4, 6, work, |_| {
            emitted.fetch_add(1, Ordering::SeqCst);
            ControlFlow::Continue(())
        });
        // One more: a result is handed on a moment before it is counted.
        assert!(most.load(Ordering::SeqCst) <= 7, "{most:?}");
    }

    #[test]
    fn a_panic_of_the_receiver_does_not_leave_workers_waiting() {
        let caught = catch_unwind(|| {
            ordered(0..1000, 3, 4, |job| job, |_| -> ControlFlow<()> { panic!("the receiver") });
        });
        assert!(caught.is_err());
    }

    #[test]
    fn a_panic_is_one_result_and_stopping_stops() {
        let mut results = vec![];
        let work = |job| assert_ne!(job, 3, "three");
        ordered(0..10, 2, 4, work, |result| {
            results.push(result.is_ok());
            if results.len() == 6 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        assert_eq!(results, [true, true, true, false, true, true]);
    }
}
