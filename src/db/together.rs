//! Work of many callers in one go: who comes while a run is under way is part of the next one. Nobody waits
//! for company: a caller who finds nothing under way runs alone, at once.

use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::oneshot;

/// Calls of one kind: each brings an `I` and gets an `O`.
pub(super) struct Together<I, O> {
    waiting: Mutex<Vec<(I, oneshot::Sender<O>)>>,
    turn: Arc<tokio::sync::Mutex<()>>,
}

impl<I, O> Default for Together<I, O> {
    fn default() -> Self {
        Self { waiting: Mutex::default(), turn: Arc::default() }
    }
}

impl<I: Send + 'static, O: Send + 'static> Together<I, O> {
    /// Brings `input` to the next run. `work` gets the inputs of all who are in it and gives each an answer,
    /// in order. None when the work broke.
    pub(super) async fn run<W>(&self, input: I, work: impl FnOnce(Vec<I>) -> W) -> Option<O>
    where
        W: Future<Output = Vec<O>> + Send + 'static,
    {
        let (tell, mut told) = oneshot::channel();
        self.waiting().push((input, tell));
        let turn = tokio::select! {
            biased;
            answer = &mut told => return answer.ok(),
            turn = Arc::clone(&self.turn).lock_owned() => turn,
        };
        // Ours is among them, unless it was done just now.
        let (inputs, tells): (Vec<I>, Vec<_>) = std::mem::take(&mut *self.waiting()).into_iter().unzip();
        let work = work(inputs);
        // In a task of its own: a caller who hangs up must not take the others' answers along.
        tokio::spawn(async move {
            for (tell, answer) in tells.into_iter().zip(work.await) {
                // Who hung up wants no answer.
                let _ = tell.send(answer);
            }
            drop(turn);
        });
        told.await.ok()
    }

    fn waiting(&self) -> std::sync::MutexGuard<'_, Vec<(I, oneshot::Sender<O>)>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::sync::{Semaphore, mpsc};

    /// A queue whose runs are told to `runs` and end when `gate` lets them.
    struct Gated {
        queue: Together<u32, u32>,
        gate: Arc<Semaphore>,
        runs: mpsc::UnboundedSender<Vec<u32>>,
    }

    impl Gated {
        async fn double(&self, input: u32) -> Option<u32> {
            let (gate, runs) = (Arc::clone(&self.gate), self.runs.clone());
            let work = |inputs: Vec<u32>| async move {
                runs.send(inputs.clone()).unwrap();
                gate.acquire().await.unwrap().forget();
                assert!(!inputs.contains(&13), "a broken run");
                inputs.into_iter().map(|input| input * 2).collect()
            };
            self.queue.run(input, work).await
        }
    }

    fn gated() -> (Arc<Gated>, mpsc::UnboundedReceiver<Vec<u32>>) {
        let (runs, ran) = mpsc::unbounded_channel();
        let gated = Gated { queue: Together::default(), gate: Arc::new(Semaphore::new(0)), runs };
        (Arc::new(gated), ran)
    }

    fn bring(gated: &Arc<Gated>, input: u32) -> tokio::task::JoinHandle<Option<u32>> {
        let gated = Arc::clone(gated);
        tokio::spawn(async move { gated.double(input).await })
    }

    #[tokio::test]
    async fn who_comes_meanwhile_shares_the_next_run() {
        let (gated, mut ran) = gated();
        let first = bring(&gated, 1);
        assert_eq!(ran.recv().await.unwrap(), [1], "nobody waits for company");
        let others: Vec<_> = (2..=5).map(|input| bring(&gated, input)).collect();
        while gated.queue.waiting().len() < 4 {
            tokio::task::yield_now().await;
        }
        gated.gate.add_permits(2);
        assert_eq!(first.await.unwrap(), Some(2));
        assert_eq!(ran.recv().await.unwrap(), [2, 3, 4, 5]);
        for (other, answer) in others.into_iter().zip([4, 6, 8, 10]) {
            assert_eq!(other.await.unwrap(), Some(answer), "everybody gets their own answer");
        }
    }

    #[tokio::test]
    async fn who_hangs_up_takes_nobody_along() {
        let (gated, mut ran) = gated();
        let first = bring(&gated, 1);
        ran.recv().await.unwrap();
        let second = bring(&gated, 2);
        while gated.queue.waiting().is_empty() {
            tokio::task::yield_now().await;
        }
        let third = bring(&gated, 3);
        while gated.queue.waiting().len() < 2 {
            tokio::task::yield_now().await;
        }
        first.abort();
        second.abort();
        assert!(first.await.unwrap_err().is_cancelled() && second.await.unwrap_err().is_cancelled());
        gated.gate.add_permits(2);
        assert_eq!(ran.recv().await.unwrap(), [2, 3]);
        assert_eq!(third.await.unwrap(), Some(6));
    }

    #[tokio::test]
    async fn a_broken_run_answers_none_and_the_next_one_works() {
        let (gated, _ran) = gated();
        gated.gate.add_permits(2);
        assert_eq!(gated.double(13).await, None);
        assert_eq!(gated.double(4).await, Some(8));
    }
}
