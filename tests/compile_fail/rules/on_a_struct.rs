use costate::vjp_of;

#[vjp_of(half)]
struct Half;

fn main() {}
