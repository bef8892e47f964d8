//! The command as a user meets it: its output, its files, its exit codes.

mod scratch;

use std::fs;

use scratch::{Scratch, failed, json, stderr, stdout, succeeded};

#[test]
fn a_run_leaves_its_folder() {
    let here = Scratch::new("leaves");
    let output = succeeded(here.costate(&["run", "ball"]));
    assert!(stdout(&output).contains("position error"), "{}", stdout(&output));

    let summary = json(&here.read("runs/ball/summary.json"));
    assert_eq!(summary["task"], "ball");
    assert_eq!(summary["optimizer"], "gauss-newton");
    assert_eq!(summary["converged"], true);
    assert!(summary["updates"].as_u64().unwrap() <= 10);
    assert!(summary["metrics"]["position_error"].as_f64().unwrap() < 0.01);
    assert!(summary["metrics"]["velocity_error"].as_f64().unwrap() < 0.01);
    assert!(summary["wall_s"].as_f64().unwrap() > 0.0);

    let metrics = here.read("runs/ball/metrics.jsonl");
    let last = json(metrics.lines().last().unwrap());
    assert_eq!(metrics.lines().count() as u64, summary["updates"].as_u64().unwrap() + 1);
    assert_eq!(last["evaluations"], summary["evaluations"]);
    assert_eq!(last["position_error"], summary["metrics"]["position_error"]);

    let trajectory = here.read("runs/ball/trajectory.csv");
    assert_eq!(trajectory.lines().count(), 502);
    assert!(trajectory.starts_with("time,x,y,z,vx,vy,vz,wx,wy,wz\n0,0,0,1.5,"));
    for picture in ["curve.svg", "trajectory.svg"] {
        let svg = here.read(&format!("runs/ball/{picture}"));
        assert!(svg.starts_with("<svg") && svg.trim_end().ends_with("</svg>"), "{picture}");
    }
    let page = here.read("runs/ball/replay.html");
    assert!(page.starts_with("<!doctype html>"));
    let last = summary["updates"].as_u64().unwrap();
    for part in [
        r#""name":"update 0","frames":501"#,
        &format!(r#""name":"update {last}","frames":501"#),
        "target",
        "Loss",
    ] {
        assert!(page.contains(part), "{part}");
    }
}

#[test]
fn with_json_the_summary_alone_goes_to_standard_output() {
    let here = Scratch::new("json");
    let args = ["run", "ball", "--optimizer", "adam", "--json", "--out", "adam"];
    let output = succeeded(here.costate(&args));
    let summary = json(&stdout(&output));
    assert_eq!(summary, json(&here.read("adam/summary.json")));
    assert_eq!(summary["converged"], true);
    assert!(summary["evaluations"].as_u64().unwrap() <= 88);
    assert!(stderr(&output).lines().all(|line| line.starts_with("update")), "{}", stderr(&output));
}

#[test]
fn a_run_is_repeated_by_its_config_to_the_bit() {
    let here = Scratch::new("repeat");
    let flags = ["run", "ball", "--start", "random", "--seed", "5", "--set", "ball.friction=0.8"];
    succeeded(here.costate(&[&flags[..], &["--out", "a"]].concat()));
    succeeded(here.costate(&["run", "ball", "--config", "a/config.toml", "--out", "b"]));
    for file in
        ["config.toml", "metrics.jsonl", "trajectory.csv", "curve.svg", "trajectory.svg", "replay.html"]
    {
        assert_eq!(here.read(&format!("a/{file}")), here.read(&format!("b/{file}")), "{file}");
    }
    assert!(here.read("a/config.toml").contains("friction = 0.8"));
}

#[test]
fn an_older_run_is_replaced_only_where_that_is_asked_for() {
    let here = Scratch::new("replace");
    succeeded(here.costate(&["run", "ball"]));
    let again = succeeded(here.costate(&["run", "ball"]));
    assert!(stdout(&again).contains("an older run was replaced"));

    succeeded(here.costate(&["run", "ball", "--out", "mine"]));
    let before = here.read("mine/summary.json");
    let message = failed(&here.costate(&["run", "ball", "--out", "mine"]));
    assert_eq!(message, "error: mine is not empty: choose another folder or add --overwrite\n");
    assert_eq!(here.read("mine/summary.json"), before);
    succeeded(here.costate(&["run", "ball", "--out", "mine", "--overwrite"]));
    assert_ne!(here.read("mine/summary.json"), before);
}

#[test]
fn bad_flags_are_refused() {
    let here = Scratch::new("flags");
    for args in [
        &["run", "bal"][..],
        &["run", "ball", "--optimiser", "adam"],
        &["run", "ball", "--optimizer", "sgd"],
        &["run", "ball", "--seed", "-1"],
        &["run", "ball", "--overwrite"],
        &["bench", "ball", "--seconds", "-1"],
        &["fly"],
    ] {
        assert!(!failed(&here.costate(args)).is_empty(), "{args:?}");
    }
    assert!(fs::read_dir(&here.0).unwrap().next().is_none());
}

#[test]
fn bad_settings_are_refused_by_name_before_anything_is_written() {
    let here = Scratch::new("settings");
    let message = failed(&here.costate(&["run", "ball", "--set", "ball.fricton=1"]));
    assert!(message.contains("there is no setting `ball.fricton`; there are"), "{message}");
    assert!(message.contains("adam.rate = 0.5"), "{message}");

    let args = ["run", "ball", "--set", "ball.radius=-1", "--set", "throw.steps=0"];
    let message = failed(&here.costate(&args));
    assert!(message.contains("ball.radius must be positive, it is -1"), "{message}");
    assert!(message.contains("throw.steps must be positive"), "{message}");

    fs::write(here.0.join("bad.toml"), "sed = 1\n").unwrap();
    let message = failed(&here.costate(&["run", "ball", "--config", "bad.toml"]));
    assert!(message.contains("bad.toml") && message.contains("unknown field `sed`"), "{message}");
    let message = failed(&here.costate(&["run", "ball", "--config", "none.toml"]));
    assert!(message.contains("cannot read the config none.toml"), "{message}");
    assert!(!here.0.join("runs").exists());
}

#[test]
fn a_folder_that_cannot_be_written_is_an_error() {
    let here = Scratch::new("unwritable");
    fs::write(here.0.join("file"), "").unwrap();
    let message = failed(&here.costate(&["run", "ball", "--out", "file/run"]));
    assert!(message.starts_with("error: cannot write into file"), "{message}");
    let message = failed(&here.costate(&["run", "ball", "--out", "file"]));
    assert_eq!(message, "error: file is no folder\n");
}

#[test]
fn a_diverging_run_is_an_error_and_keeps_its_last_good_state() {
    let here = Scratch::new("diverges");
    let wild = ["--set", "adam.rate=1e160", "--set", "adam.cap=inf"];
    let run = ["run", "ball", "--optimizer", "adam", "--out", "wild"];
    let message = failed(&here.costate(&[&run[..], &wild].concat()));
    assert!(message.contains("error: diverged: the gradient is"), "{message}");
    assert!(message.contains("in update 1; its last good state is in wild"), "{message}");

    let summary = json(&here.read("wild/summary.json"));
    assert_eq!(summary["converged"], false);
    assert_eq!(summary["updates"], 0);
    assert!(summary["loss"].is_f64() && summary["failure"].is_string());
    assert_eq!(here.read("wild/metrics.jsonl").lines().count(), 1);
}

#[test]
fn a_start_that_diverges_leaves_the_older_run_alone() {
    let here = Scratch::new("start");
    succeeded(here.costate(&["run", "ball"]));
    let before = here.read("runs/ball/summary.json");
    let args = ["run", "ball", "--start", "random", "--set", "random.velocity=1e200"];
    let message = failed(&here.costate(&args));
    assert!(message.contains("the first throw: diverged"), "{message}");
    assert_eq!(here.read("runs/ball/summary.json"), before);
    assert_eq!(fs::read_dir(here.0.join("runs")).unwrap().count(), 1);
}

#[test]
fn a_run_out_of_updates_says_so() {
    let here = Scratch::new("exhausted");
    let args = ["run", "ball", "--set", "max_updates=1", "--json"];
    let output = here.costate(&args);
    assert!(failed(&output).contains("not converged after 1 updates"));
    assert_eq!(json(&stdout(&output))["converged"], false);
}

#[test]
fn all_gradient_checks_pass() {
    let here = Scratch::new("check");
    let rows = json(&stdout(&succeeded(here.costate(&["check", "--json"]))));
    let rows = rows.as_array().unwrap();
    assert!(rows.len() >= 9);
    assert!(rows.iter().all(|row| row["passed"] == true && row["dual"].is_f64()));
    let table = stdout(&succeeded(here.costate(&["check"])));
    assert!(table.contains("impulse_ball::step"), "{table}");
}

#[test]
fn bench_times_every_case() {
    let here = Scratch::new("bench");
    let output = here.costate(&["bench", "ball", "--seconds", "0.001", "--json"]);
    let rows = json(&stdout(&succeeded(output)));
    let rows = rows.as_array().unwrap();
    let has = |precision: &str, lanes: u64, threads: u64| {
        rows.iter()
            .any(|row| row["precision"] == precision && row["lanes"] == lanes && row["threads"] == threads)
    };
    for precision in ["f32", "f64"] {
        for lanes in [1, 8] {
            assert!(has(precision, lanes, 1) && has(precision, lanes, 2), "{precision}, {lanes}");
        }
    }
    for row in rows {
        let number = |key: &str| row[key].as_f64().unwrap();
        let ratio = number("gradient_us_per_step") / number("forward_us_per_step");
        assert_eq!(row["scene"], "S1_ball");
        assert!((number("ratio") / ratio - 1.0).abs() < 1e-9 && ratio > 0.0);
    }
}

#[test]
fn bench_engine_tells_how_well_its_steps_are_solved() {
    let here = Scratch::new("bench-engine");
    let rows = json(&stdout(&succeeded(here.costate(&["bench", "engine", "--seconds", "0", "--json"]))));
    let rows = rows.as_array().unwrap();
    assert!(["arm S4", "quadruped"].iter().all(|robot| rows.iter().any(|row| row["robot"] == *robot)));
    for row in rows {
        let number = |key: &str| row[key].as_f64().unwrap();
        assert!(number("ratio") > 0.0 && number("gradient_norm") > 0.0, "{row}");
        let (residual, drift) = (number("residual"), number("drift"));
        assert!(residual < 0.1 && drift < 1e-5 && number("off_converged_percent") >= 0.0, "{row}");
        assert_eq!(row["tape_bytes"].is_null(), row["batch"] != 1, "{row}");
    }
}

#[test]
fn bench_peers_stands_beside_what_is_on_record() {
    let here = Scratch::new("bench-peers");
    for scene in ["ball", "arm"] {
        let arguments = ["bench", "peers", "--scene", scene, "--seconds", "0", "--json"];
        let rows = json(&stdout(&succeeded(here.costate(&arguments))));
        let (ours, others): (Vec<_>, Vec<_>) =
            rows.as_array().unwrap().iter().partition(|row| row["here"] == true);
        assert!(ours.len() > 1 && others.len() > 5, "{rows}");
        assert!(ours.iter().all(|row| row["off"].as_f64().unwrap() < 1e-5), "{ours:?}");
        assert!(others.iter().any(|row| row["tool"].as_str().unwrap().starts_with("mujoco")));
    }
    let message = failed(&here.costate(&["bench", "peers", "--scene", "chair"]));
    assert!(message.contains("quadruped"), "{message}");
}

#[test]
fn bench_ad_times_the_function_its_gradient_and_that_by_hand() {
    let here = Scratch::new("bench-ad");
    let output = here.costate(&["bench", "ad", "--seconds", "0.0001", "--json"]);
    let rows = json(&stdout(&succeeded(output)));
    let rows = rows.as_array().unwrap();
    for row in rows {
        let number = |key: &str| row[key].as_f64().unwrap();
        let ratio = number("gradient_ns") / number("primal_ns");
        assert!((number("ratio") / ratio - 1.0).abs() < 1e-9 && ratio > 0.0, "{row}");
        let is_rope = row["kernel"].as_str().unwrap().starts_with("rope");
        assert_eq!(row["hand_ns"].is_null(), is_rope, "{row}");
    }
    let help = stdout(&succeeded(here.costate(&["bench", "ad", "--help"])));
    assert!(rows.iter().all(|row| help.contains(row["kernel"].as_str().unwrap())), "{help}");
}

#[test]
fn bench_memory_tells_what_checkpoints_take() {
    let here = Scratch::new("bench-memory");
    let rows = json(&stdout(&succeeded(here.costate(&[
        "bench",
        "memory",
        "--steps",
        "1000",
        "--slots",
        "40,5",
        "--seconds",
        "0",
        "--json",
    ]))));
    let bytes: Vec<u64> =
        rows.as_array().unwrap().iter().map(|row| row["tape_bytes"].as_u64().unwrap()).collect();
    // a state is 512 bytes
    assert!(bytes.len() == 2 && 5 * 512 < bytes[0] && bytes[0] < 5 * 1024, "{bytes:?}");
    assert!(40 * 512 < bytes[1] && bytes[1] < 40 * 1024, "{bytes:?}");
    failed(&here.costate(&["bench", "memory", "--slots", "0"]));
}

/// A machine without a GPU skips it; what runs on the CPU has to agree.
#[test]
fn all_places_give_the_same_bits() {
    let here = Scratch::new("parity");
    let args = ["parity", "--cases", "16", "--json"];
    let rows = json(&stdout(&succeeded(here.costate(&args))));
    let rows = rows.as_array().unwrap();
    assert!(rows.iter().all(|row| row["mismatches"] == 0 && row["error"].is_null()));
    let agree = |device: &str| {
        let rows = rows.iter().filter(|row| row["device"] == device);
        rows.clone().count() > 0 && rows.clone().all(|row| row["cases"].as_u64() >= Some(16))
    };
    assert!(agree("scalar") && agree("lanes4") && agree("lanes8"));

    let text = stdout(&succeeded(here.costate(&["parity", "--device", "scalar"])));
    assert!(text.contains("same bits") && !text.contains("lanes8"), "{text}");
    let message = failed(&here.costate(&["parity", "--device", "tpu"]));
    assert!(message.contains("there is no device `tpu`"), "{message}");
}

#[test]
fn list_names_tasks_and_settings() {
    let here = Scratch::new("list");
    let text = stdout(&succeeded(here.costate(&["list"])));
    for word in ["ball", "gauss-newton", "adam.rate = 0.5", "throw.target = [10.0, 0.0, 0.5]", "quadruped8"] {
        assert!(text.contains(word), "{word} in {text}");
    }
}
