use super::*;

#[test]
fn numbers_arrays_and_tuples_are_lifted_element_by_element() {
    let lifted = ([1.0_f64, 2.0], 3_usize, Some(4.0_f32)).lift(&([0.1, 0.2], (), Some(0.4)));
    assert_eq!((lifted.0[1].re, lifted.0[1].eps), (2.0, 0.2));
    assert_eq!(lifted.1, 3);
    let last = lifted.2.expect("some");
    assert_eq!((last.re, last.eps), (4.0, 0.4));
}

#[test]
fn an_adjoint_has_a_value_and_a_direction() {
    type Of = ([f64; 2], bool);
    let d = ([Dual::new(1.0, 0.5), Dual::new(2.0, 0.25)], ());
    assert_eq!(Of::re(&d), ([1.0, 2.0], ()));
    assert_eq!(Of::eps(&d), ([0.5, 0.25], ()));
}

#[test]
fn what_is_fixed_has_no_direction() {
    let [x] = [2.0_f64].fixed();
    assert_eq!((x.re, x.eps), (2.0, 0.0));
    let absent = Some(2.0_f64).lift(&None).expect("some");
    assert_eq!(absent.eps, 0.0);
}
