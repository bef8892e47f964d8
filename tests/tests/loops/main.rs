//! Loops: counted, of iterators, with closures, and every way out of them.

mod again;
mod captured;
mod counted;
mod exits;
mod held;
mod independent;
mod iterators;
mod joined;
mod lasting;
mod offsets;
mod once;
mod parts;
mod powers;
mod previous;
mod receivers;
mod rooms;
mod streams;
mod windows;
