//! Messages of derivatives that are not compiled from a body: rules and implicit functions.

texts! {
    RULE_ITEM = "a rule is a function: `#[vjp_of(f)]` and `#[jvp_of(f)]` stand on a `fn` beside `f`";
    RULE_OPTION = "unknown option of a rule: write the function's path, then any of `-> Result`, `result`, `gradient`, `tape`, `whole`, `reverse_only` or `forward_only`, `companion = name`, as in `#[vjp_of(step -> State, result)]`";
    RULE_FORWARD_OPTION = "`#[jvp_of(f)]` takes `forward_only` and `companion = name`: its result says what `f` returns";
    RULE_REVERSE_OPTION = "`#[vjp_of(f)]` takes `-> Result`, `result`, `gradient`, `tape`, `whole`, `reverse_only` and `companion = name`";
    RULE_PATH = "which function is this the rule of? write `#[vjp_of(f)]`, `#[jvp_of(f)]`";
    RULE_ADJOINT = "after this argument its adjoint is missing, as in `x: f64, dx: &mut f64`: add it, or mark the argument `#[constant]`";
    RULE_ADJOINT_KIND = "this is not an adjoint, which is lent as `&mut`: after `x: f64` comes `dx: &mut f64`; or mark the argument before it `#[constant]`";
    RULE_TANGENT = "after this argument its tangent is missing, as in `x: f64, tx: f64`: add it, or mark the argument `#[constant]`";
    RULE_TANGENT_KIND = "a tangent is passed as its argument is: by value, by `&` or by `&mut`";
    RULE_SEED = "the last argument of this rule must be the adjoint of the result, `dr: R`, by value";
    RULE_RESULT = "with `result` a rule ends in the result and its adjoint: `r: R, dr: R`";
    RULE_RETURNS = "a reverse rule returns nothing: it adds to the adjoints";
    RULE_PAIR = "a forward rule returns the value and its tangent: `-> (R, R)`";
    RULE_GRADIENT = "`gradient` is for a function whose result is one number and that writes nothing: write a `#[jvp_of]`, or say `reverse_only`";
    RULE_GRADIENT_ONLY = "with `gradient` the rule serves both modes: leave `reverse_only` out";
    RULE_WHOLE = "with `whole` the rule is both sweeps, and returns what the function returns";
    RULE_WHOLE_RESULT = "with `whole` the rule computes the result itself: leave `result` out";
    RULE_GRADIENT_TAPE = "with `gradient` the rule serves both modes, and forward mode has no tape: write a `#[jvp_of]`, or leave `tape` out";
    RULE_OPAQUE = "`impl Trait` has no place in a rule, which must name the type of its derivative: write a type parameter, `fn f<S: Trait>(s: &S)`, here and in the function";
    RULE_TRAIT_METHOD = "a trait and its `impl` have no place for rules: give a function, or a method of the type itself, its rules, and call it in the `impl`";
    IMPLICIT_ITEM = "`#[implicit]` stands on a function: a method is solved by a function that takes what it needs as arguments";
    IMPLICIT_OPTION = "`#[implicit]` takes `residual = r`, or `fixed_point = g`, and `solve = solver`, where `r`, `g` and `solver` are functions";
    IMPLICIT_EQUATION = "which equation does the result solve? write `#[implicit(residual = r)]` for r(x, …) = 0, or `#[implicit(fixed_point = g)]` for x = g(x, …)";
    IMPLICIT_TWO = "a solution has one equation: `residual` or `fixed_point`";
    IMPLICIT_RESULT = "an implicit function returns the solution of its equation";
    IMPLICIT_WRITES = "an implicit function writes nothing: its derivative is that of its result; return the solution, and take the start by value or by `&`";
}
