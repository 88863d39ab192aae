//! What the counter says and knows, as it is in force: the shipped library with the supervisor's changes laid over it.
//! Read when the folder is opened and after every change, shared with the threads.

use std::sync::{Arc, PoisonError, RwLock};

use crate::domain::knowledge::Knowledge;
use crate::library::edit::Edits;
use crate::library::shelf::Library;
use crate::store::db::Db;

/// Key of the changes in the database.
pub(crate) const EDITS: &str = "library";

/// What is in force.
#[derive(Debug, Clone)]
pub struct InForce {
    /// The library.
    pub library: Arc<Library>,
    /// What it differs by from the shipped one.
    pub edits: Arc<Edits>,
    /// What else the counter knows.
    pub knowledge: Arc<Vec<Knowledge>>,
    /// Why the changes could not be worked in; the shipped library is in force then and they stay on disk.
    pub problem: Option<String>,
}

/// The one place where it is kept, shared with the threads.
#[derive(Debug, Clone)]
pub(crate) struct Shelf(Arc<RwLock<InForce>>);

impl Shelf {
    /// What a database holds.
    pub(crate) fn of(db: &Db) -> Self {
        Self(Arc::new(RwLock::new(InForce::of(db))))
    }

    /// What is in force.
    pub(crate) fn get(&self) -> InForce {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn put(&self, new: InForce) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = new;
    }

    /// Puts another library in place; the knowledge stays.
    pub(crate) fn put_library(&self, library: Library, edits: Edits) {
        let knowledge = self.get().knowledge;
        let (library, edits) = (Arc::new(library), Arc::new(edits));
        self.put(InForce { library, edits, knowledge, problem: None });
    }

    /// Puts other knowledge in place; the library stays. Only the writing thread puts, so nothing comes between.
    pub(crate) fn put_knowledge(&self, knowledge: Vec<Knowledge>) {
        self.put(InForce { knowledge: Arc::new(knowledge), ..self.get() });
    }

    /// Reads it anew, as after another database was put in place.
    pub(crate) fn reread(&self, db: &Db) {
        self.put(InForce::of(db));
    }
}

impl InForce {
    fn of(db: &Db) -> Self {
        let knowledge = db.knowledge().unwrap_or_else(|error| {
            tracing::error!(%error, "knowledge");
            Vec::new()
        });
        Self { knowledge: Arc::new(knowledge), ..Self::library_of(db) }
    }

    fn library_of(db: &Db) -> Self {
        let edits = match db.setting::<Edits>(EDITS) {
            Ok(edits) => edits.unwrap_or_default(),
            Err(error) => {
                tracing::error!(%error, "changes of the library");
                return Self::shipped(Edits::default(), "改动读不出来");
            }
        };
        if edits == Edits::default() {
            return Self { problem: None, ..Self::shipped(edits, "") };
        }
        match edits.apply(Library::shipped()) {
            Ok(library) => Self { library: Arc::new(library), problem: None, ..Self::shipped(edits, "") },
            Err(error) => {
                tracing::error!(%error, "changes of the library");
                Self::shipped(edits, &error.to_string())
            }
        }
    }

    fn shipped(edits: Edits, why: &str) -> Self {
        let problem = format!("本中心改过的话术没能用上：{why}。现在用的是出厂话术，改动还留着。");
        Self {
            library: Arc::new(Library::shipped().clone()),
            edits: Arc::new(edits),
            knowledge: Arc::default(),
            problem: Some(problem),
        }
    }
}
