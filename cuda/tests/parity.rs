//! Kernels give the same bits wherever they run, and the rows say what was compared.

use std::collections::BTreeSet;

use costate_cuda::parity::{Options, Place, Row, compare};

fn rows(device: Option<Place>) -> Vec<Row> {
    compare(&Options { device, cases: 64 })
}

#[test]
fn lanes_and_strided_tapes_give_the_scalars_bits() {
    for place in [Place::Scalar, Place::Lanes4, Place::Lanes8] {
        let rows = rows(Some(place));
        assert_eq!(rows.len(), 8, "four kernels in two precisions");
        for row in rows {
            assert!(row.agrees(), "{row:?}");
            assert_eq!(row.cases, 64);
        }
    }
}

/// Without a toolchain for PTX there is nothing to interpret; CI sets `COSTATE_REQUIRE_PTX`.
#[test]
fn the_interpreted_ptx_gives_the_scalars_bits() {
    for row in rows(Some(Place::Ptx)) {
        let missing = row.skipped.is_some() && std::env::var_os("COSTATE_REQUIRE_PTX").is_none();
        assert!(row.agrees() || missing, "{row:?}");
    }
}

/// Holds with and without a card.
#[test]
fn a_card_gives_the_scalars_bits_or_the_row_says_that_there_is_none() {
    for row in rows(Some(Place::Cuda)) {
        assert!(!row.failed(), "{row:?}");
        assert_ne!(row.agrees(), row.skipped.is_some(), "{row:?}");
    }
}

#[test]
fn every_kernel_and_place_has_its_row() {
    let rows = rows(None);
    let names: BTreeSet<String> =
        rows.iter().map(|row| format!("{}_{}", row.kernel, row.precision)).collect();
    assert_eq!(names, costate_cuda_kernels::ENTRY_POINTS.iter().map(|name| (*name).to_owned()).collect());
    assert_eq!(rows.len(), names.len() * Place::ALL.len());
}

#[test]
fn places_are_read_by_name() {
    for place in Place::ALL {
        assert_eq!(place.name().parse(), Ok(place));
    }
    let error = "gpu".parse::<Place>().expect_err("there is no such place");
    assert_eq!(error.to_string(), "there is no device `gpu`: scalar, lanes4, lanes8, ptx or cuda");
}
