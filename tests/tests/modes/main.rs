//! Modes: second derivatives, many directions, lanes, gradients inside of functions.

mod float_patterns;
mod generic_form;
mod inner_gradients;
mod lanes;
mod many;
mod near;
mod paths;
mod second_order;
