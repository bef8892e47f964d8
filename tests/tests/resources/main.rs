//! Resources: tapes, and checkpoints that keep them short.

mod checkpoints;
mod loops;
mod methods;
mod orders;
mod references;
mod tapes;
