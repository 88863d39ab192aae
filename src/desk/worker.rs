//! A named thread that owns one connection and runs one job after the other.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::mpsc::{self, Sender};
use std::thread::{self, JoinHandle};

use crate::desk::error::Error;
use crate::store;
use crate::store::db::Db;

/// Something to do with the connection.
pub type Job = Box<dyn FnOnce(&mut Seat) + Send>;

/// Takes jobs for a worker.
pub type Inbox = Box<dyn Fn(Job) + Send>;

/// How a connection is opened.
pub type Opener = fn(&std::path::Path) -> Result<Db, store::error::Error>;

/// The connection of a worker, which may be closed for a while to put another file in its place.
pub struct Seat {
    path: PathBuf,
    opener: Opener,
    db: Option<Db>,
}

impl Seat {
    /// The connection.
    ///
    /// # Errors
    /// [`Error::Stopped`] when it could not be opened again.
    pub fn db(&mut self) -> Result<&mut Db, Error> {
        self.db.as_mut().ok_or(Error::Stopped)
    }

    /// Closes the connection and answers whether there was one.
    ///
    /// # Errors
    /// When the log cannot be written back; the connection is closed nevertheless.
    pub fn close(&mut self) -> Result<bool, Error> {
        match self.db.take() {
            Some(db) => db.close().map(|()| true).map_err(Error::from),
            None => Ok(false),
        }
    }

    /// Opens the file at its place again.
    ///
    /// # Errors
    /// Those of the opening.
    pub fn reopen(&mut self) -> Result<(), Error> {
        self.db = Some((self.opener)(&self.path)?);
        Ok(())
    }
}

/// Handle on the thread. Dropping it lets the jobs under way finish and closes the connection.
pub struct Worker {
    jobs: Option<Sender<Job>>,
    thread: Option<JoinHandle<()>>,
}

impl Worker {
    /// Opens the connection here, so that a failure is known at once, and moves it to a thread of its own.
    ///
    /// # Errors
    /// Those of the opening, or when no thread can be started.
    pub fn start(name: &str, path: PathBuf, opener: Opener) -> Result<Self, Error> {
        Self::with(name, Seat { db: Some(opener(&path)?), path, opener })
    }

    /// A thread whose jobs open the connection themselves and close it again.
    ///
    /// # Errors
    /// When no thread can be started.
    pub fn idle(name: &str, path: PathBuf, opener: Opener) -> Result<Self, Error> {
        Self::with(name, Seat { db: None, path, opener })
    }

    fn with(name: &str, mut seat: Seat) -> Result<Self, Error> {
        let (jobs, inbox) = mpsc::channel::<Job>();
        let work = move || {
            for job in inbox {
                // The job's answer is dropped with it, so whoever waits gets `Stopped`; the transaction rolls back.
                if catch_unwind(AssertUnwindSafe(|| job(&mut seat))).is_err() {
                    tracing::error!("a job failed inside");
                }
            }
        };
        let thread = thread::Builder::new()
            .name(name.to_owned())
            .spawn(work)
            .map_err(|error| store::error::Error::Internal(error.to_string()))?;
        Ok(Self { jobs: Some(jobs), thread: Some(thread) })
    }

    /// Hands a job over; when the thread is gone, the job is dropped and its answer with it.
    pub fn run(&self, job: impl FnOnce(&mut Seat) + Send + 'static) {
        if let Some(jobs) = &self.jobs
            && jobs.send(Box::new(job)).is_err()
        {
            tracing::error!("the worker is gone");
        }
    }

    /// A second way to hand over jobs, for the other worker.
    pub fn inbox(&self) -> Inbox {
        let jobs = self.jobs.clone();
        Box::new(move |job| {
            if let Some(jobs) = &jobs
                && jobs.send(job).is_err()
            {
                tracing::error!("the worker is gone");
            }
        })
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.jobs = None;
        if let Some(thread) = self.thread.take()
            && thread.thread().id() != thread::current().id()
            && thread.join().is_err()
        {
            tracing::error!("the worker ended by a fault");
        }
    }
}
