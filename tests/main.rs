//! All tests in one binary, one file a topic.
