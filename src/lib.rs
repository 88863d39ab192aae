//! 听诉: the complaint counter.
