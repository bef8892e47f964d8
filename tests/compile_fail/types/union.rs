use costate::Diff;

#[derive(Clone, Copy, Diff)]
union Bits {
    float: f32,
    word: u32,
}

fn main() {}
