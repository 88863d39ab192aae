//! A thread for every paper that is being made.

use std::thread;

use crate::desk::error::Error;
use crate::desk::reply::Reply;

/// Does slow work on a thread of its own: neither the window nor a save waits for it.
pub fn aside<T: Send + 'static>(work: impl FnOnce() -> Result<T, Error> + Send + 'static) -> Reply<T> {
    let (sender, reply) = Reply::pending();
    let started = thread::Builder::new().name("tingsu-paper".into()).spawn(move || {
        // Nobody waits any more when the window closed meanwhile.
        let _ = sender.send(work());
    });
    match started {
        Ok(_) => reply,
        Err(error) => {
            tracing::error!(%error, "no thread for printing");
            Reply::ready(Err(Error::Refused("电脑太忙，这张纸没有打成；记录都在。请稍后再打印。".into())))
        }
    }
}
