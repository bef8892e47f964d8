//! `costate simulate` as a user meets it.

mod scratch;

use std::fs;

use scratch::{Scratch, failed, json, stderr, stdout, succeeded};

/// A bob on a hinge, 1 m below it, that starts level; with a motor.
const PENDULUM: &str = r#"
name = "pendulum"

[body.bob]
at = [0, 0, -1]
solid = { sphere = 0.1, mass = 2 }

[joint.pivot]
kind = "hinge"
child = "bob"
axis = "y"
motor = {}
start = "90 deg"
"#;

fn with_pendulum(name: &str) -> Scratch {
    let here = Scratch::new(name);
    fs::write(here.0.join("pendulum.toml"), PENDULUM).unwrap();
    here
}

/// The guide's chapter.
const CHAPTER: &str = include_str!("../../guide/src/simulate.md");

/// Its first block of a language.
fn block(language: &str) -> &str {
    let (_, rest) = CHAPTER.split_once(&format!("\n```{language}\n")).expect("a block");
    rest.split_once("```").expect("its end").0
}

#[test]
fn the_guides_door_opens_and_closes() {
    let here = Scratch::new("simulate-guide");
    fs::write(here.0.join("door.toml"), block("toml")).unwrap();
    fs::write(here.0.join("open.csv"), block("csv")).unwrap();
    succeeded(here.costate(&["simulate", "door.toml", "--controls", "open.csv"]));
    let csv = here.read("runs/simulate-door/trajectory.csv");
    let angle = column(&csv, "joint.hinge");
    assert!(angle[40].abs() < 1e-9 && (angle[290] - 1.2).abs() < 0.01 && angle[500].abs() < 0.01);
    for name in csv.lines().next().unwrap().split(',') {
        let told = name == "time"
            || name == "energy"
            || ["body.panel.", "joint.hinge", "control.hinge"].iter().any(|p| name.starts_with(p));
        assert!(
            told && CHAPTER
                .contains(name.split_inclusive('.').take(2).collect::<String>().trim_end_matches('.')),
            "{name}"
        );
    }
}

/// The numbers of a column.
fn column(csv: &str, name: &str) -> Vec<f64> {
    let mut lines = csv.lines();
    let place = lines.next().unwrap().split(',').position(|other| other == name);
    let place = place.unwrap_or_else(|| panic!("no column {name}"));
    lines.map(|line| line.split(',').nth(place).unwrap().parse().unwrap()).collect()
}

#[test]
fn a_simulation_leaves_its_folder() {
    let here = with_pendulum("simulate-leaves");
    let text = stdout(&succeeded(here.costate(&["simulate", "pendulum.toml"])));
    for words in [
        "pendulum: 1 body, 1 joint, 0 colliders, 1 control, 6 equations; 2 kg",
        "5.00 s in 500 steps of 0.01 s",
    ] {
        assert!(text.contains(words), "{words} in {text}");
    }
    let csv = here.read("runs/simulate-pendulum/trajectory.csv");
    assert_eq!(csv.lines().count(), 502);
    let (time, z) = (column(&csv, "time"), column(&csv, "body.bob.z"));
    let (angle, rate) = (column(&csv, "joint.pivot"), column(&csv, "joint.pivot.rate"));
    assert_eq!((time[0], time[500]), (0.0, 5.0));
    // it starts level and swings through its lowest point
    assert!(z[0].abs() < 1e-12 && z.iter().copied().fold(0.0, f64::min) < -0.999);
    assert!((angle[0] - std::f64::consts::FRAC_PI_2).abs() < 1e-12 && rate[0] == 0.0 && rate[10] < 0.0);
    assert!(angle.iter().zip(&z).all(|(q, z)| (z + q.cos()).abs() < 1e-9), "z = − l cos q");

    let page = here.read("runs/simulate-pendulum/replay.html");
    assert!(
        page.starts_with("<!doctype html>")
            && page.contains("Energy [J]")
            && page.contains(r#""frames":501"#)
    );
}

#[test]
fn with_json_the_summary_alone_goes_to_standard_output() {
    let here = with_pendulum("simulate-json");
    let output =
        succeeded(here.costate(&["simulate", "pendulum.toml", "--json", "--steps", "20", "--out", "s"]));
    let summary = json(&stdout(&output));
    assert_eq!(summary, json(&here.read("s/summary.json")));
    assert_eq!(stderr(&output), "");
    assert_eq!((&summary["steps"], &summary["model"]), (&20.into(), &"pendulum".into()));
    assert_eq!(summary["controls"], serde_json::json!(["pivot"]));
    let [before, after] = [0, 1].map(|k| summary["energy"][k].as_f64().unwrap());
    assert!(before.abs() < 1e-9 && (after - before).abs() < 0.5, "{before} {after}");
    assert!(summary["joint_drift"].as_f64().unwrap() < 1e-12 && summary["failure"].is_null());
}

#[test]
fn every_example_is_listed_and_moves() {
    let here = Scratch::new("simulate-examples");
    let list = stdout(&succeeded(here.costate(&["list"])));
    for example in costate_model::EXAMPLES {
        assert!(list.contains(example.name) && list.contains(example.about), "{}", example.name);
        succeeded(here.costate(&["simulate", example.name, "--steps", "3"]));
        let csv = here.read(&format!("runs/simulate-{}/trajectory.csv", example.name));
        assert_eq!(csv.lines().count(), 5);
    }
}

#[test]
fn a_resting_quadruped_has_its_weight_on_its_feet() {
    let here = Scratch::new("simulate-feet");
    succeeded(here.costate(&["simulate", "quadruped8", "--steps", "200"]));
    let csv = here.read("runs/simulate-quadruped8/trajectory.csv");
    let feet = ["front_left", "front_right", "hind_left", "hind_right"];
    let forces = feet.map(|foot| *column(&csv, &format!("touch.{foot}_foot.ground")).last().unwrap());
    let weight = 28.689 * 9.81;
    assert!((forces.iter().sum::<f64>() - weight).abs() < 1e-3 * weight, "{forces:?}");
}

#[test]
fn what_overlaps_at_the_start_is_told() {
    let here = Scratch::new("simulate-overlaps");
    let low = costate_model::EXAMPLES[0].text.replace("at = [0, 0, 1.5]", "at = [0, 0, 0.4]");
    fs::write(here.0.join("low.toml"), low).unwrap();
    let text = stdout(&succeeded(here.costate(&["simulate", "low.toml", "--steps", "2"])));
    assert!(text.contains("`skin` and `ground` overlap by 0.100 m at the start"), "{text}");
    let text = stdout(&succeeded(here.costate(&["simulate", "quadruped8", "--steps", "2"])));
    assert!(!text.contains("overlap"), "{text}");
}

/// One sweep does not solve a chain of two joints.
#[test]
fn what_is_left_unsolved_is_counted() {
    let here = with_pendulum("simulate-unsolved");
    let second = "[body.tip]\nat = [1, 0, -1]\nsolid = { sphere = 0.1, mass = 1 }\n\
                  [joint.elbow]\nkind = \"ball\"\nparent = \"bob\"\nchild = \"tip\"\nat = [0.5, 0, -1]\n";
    for (method, solved) in [("direct", true), ("gauss-seidel", false)] {
        let solver = format!("[solver]\nmethod = \"{method}\"\nsweeps = 1\n");
        fs::write(here.0.join("chain.toml"), format!("{PENDULUM}{second}{solver}")).unwrap();
        let output = succeeded(here.costate(&["simulate", "chain.toml", "--steps", "20"]));
        assert!(stdout(&output).contains("left unsolved") != solved, "{method}: {}", stdout(&output));
        let summary = json(&here.read("runs/simulate-chain/summary.json"));
        assert_eq!(summary["unsolved_steps"] == 0, solved, "{method}");
    }
}

#[test]
fn a_model_without_a_name_is_called_as_its_file() {
    let here = Scratch::new("simulate-name");
    fs::write(here.0.join("bob.toml"), PENDULUM.replace("name = \"pendulum\"", "")).unwrap();
    let text = stdout(&succeeded(here.costate(&["simulate", "bob.toml", "--steps", "2"])));
    assert!(text.starts_with("model        bob: 1 body"), "{text}");
}

#[test]
fn controls_go_to_the_joints_of_their_columns() {
    let here = Scratch::new("simulate-controls");
    fs::write(here.0.join("bend.csv"), "time,elbow.1\n0.0,0\n1,0.5\n").unwrap();
    succeeded(here.costate(&["simulate", "arm", "--controls", "bend.csv", "--steps", "400"]));
    let csv = here.read("runs/simulate-arm/trajectory.csv");
    let (told, angle) = (column(&csv, "control.elbow.1"), column(&csv, "joint.elbow.1"));
    assert_eq!((told[100], told[101]), (0.0, 0.5));
    assert!(angle[100].abs() < 1e-9 && (angle[400] - 0.5).abs() < 0.01, "{}", angle[400]);
    assert!(column(&csv, "joint.elbow.0").iter().all(|q| q.abs() < 1e-6));
}

#[test]
fn controls_that_are_longer_are_simulated_to_their_end() {
    let here = with_pendulum("simulate-long");
    fs::write(here.0.join("c.csv"), "pivot\n".to_owned() + &"1\n".repeat(700)).unwrap();
    let text = stdout(&succeeded(here.costate(&["simulate", "pendulum.toml", "--controls", "c.csv"])));
    assert!(text.contains("700 steps"), "{text}");
}

#[test]
fn bad_controls_are_refused_by_line_and_column_before_anything_is_written() {
    let here = with_pendulum("simulate-bad-controls");
    let message = |text: &str| {
        fs::write(here.0.join("c.csv"), text).unwrap();
        failed(&here.costate(&["simulate", "pendulum.toml", "--controls", "c.csv"]))
    };
    let allowed = "columns are `time`, if you like, and any of pivot";
    assert_eq!(message("pivt\n1\n"), format!("error: c.csv:1: there is no control `pivt`; {allowed}\n"));
    let wrong = "error: c.csv:3: column `pivot`: `up` is no finite number such as 0.5\n";
    assert_eq!(message("pivot\n1\nup\n"), wrong);
    assert_eq!(message("pivot\n1,2\n"), "error: c.csv:2: 2 values for the 1 columns of line 1\n");
    let none = failed(&here.costate(&["simulate", "pendulum.toml", "--controls", "none.csv"]));
    assert!(none.starts_with("error: cannot read the controls none.csv: "), "{none}");
    let ball = failed(&here.costate(&["simulate", "ball", "--controls", "c.csv"]));
    assert!(ball.contains("this model has none: none of its joints has a `servo` or a `motor`"), "{ball}");
    assert!(!here.0.join("runs").exists());
}

#[test]
fn a_bad_model_is_refused_by_line() {
    let here = Scratch::new("simulate-bad-model");
    fs::write(here.0.join("bad.toml"), PENDULUM.replace("axis", "axes").replace("bob]", "bop]")).unwrap();
    let message = failed(&here.costate(&["simulate", "bad.toml"]));
    assert!(message.starts_with("error: bad.toml:"), "{message}");
    assert!(message.contains("`bob`") && message.contains("bop"), "{message}");
    let message = failed(&here.costate(&["simulate", "quadruped"]));
    assert!(message.contains("there is no file quadruped, and no example of that name"), "{message}");
    assert!(message.contains("quadruped8"), "{message}");
    let message = failed(&here.costate(&["simulate", "."]));
    assert!(message.contains(". is a folder: a model is a file"), "{message}");
    assert!(!here.0.join("runs").exists());
}

#[test]
fn what_a_newcomer_forgets_is_told() {
    let here = Scratch::new("simulate-forgets");
    fs::write(here.0.join("empty.toml"), "name = \"nothing\"\n").unwrap();
    let message = failed(&here.costate(&["simulate", "empty.toml"]));
    assert_eq!(message, "error: empty.toml has no body: nothing can move\n");

    let ball = "[body.ball]\nat = [0, 0, 1]\nsolid = { sphere = 0.1, mass = 1 }\n\
        [collider.ground]\nplane = true\n[collider.skin]\nbody = \"ball\"\nsphere = 0.1\n";
    fs::write(here.0.join("falls.toml"), ball).unwrap();
    let text = stdout(&succeeded(here.costate(&["simulate", "falls.toml", "--steps", "2"])));
    assert!(text.contains("note         collider skin touches nothing"), "{text}");
    fs::write(here.0.join("lies.toml"), ball.to_owned() + "touches = \"ground\"\n").unwrap();
    let text = stdout(&succeeded(here.costate(&["simulate", "lies.toml", "--steps", "2"])));
    assert!(!text.contains("touches nothing"), "{text}");
}

#[test]
fn controls_that_last_for_ever_ask_for_the_steps() {
    let here = with_pendulum("simulate-for-ever");
    fs::write(here.0.join("c.csv"), "time,pivot\n1e9,1\n").unwrap();
    let message = failed(&here.costate(&["simulate", "pendulum.toml", "--controls", "c.csv"]));
    assert!(message.ends_with("steps of 0.01 s: say how many by --steps\n"), "{message}");
}

#[test]
fn a_simulation_that_diverges_says_when_and_what_and_keeps_what_was_before() {
    let here = Scratch::new("simulate-diverges");
    // so much that after two steps a picture has no number for how fast it falls
    let fall = "[world]\ngravity = [0, 0, -1.5e40]\n[body.bob]\nsolid = { sphere = 0.1, mass = 2 }\n";
    fs::write(here.0.join("fall.toml"), fall).unwrap();
    let args = ["simulate", "fall.toml", "--out", "wild", "--json"];
    let output = here.costate(&args);
    let message = failed(&output);
    assert!(message.starts_with("error: it diverged in step 3 (0.030 s): of body `bob` "), "{message}");
    assert!(message.ends_with("; what was before is in wild\n"), "{message}");
    let summary = json(&stdout(&output));
    assert!(summary["steps"] == 2 && summary["failure"].as_str().unwrap().contains("`bob`"));
    assert_eq!(here.read("wild/trajectory.csv").lines().count(), 4);
    assert!(here.read("wild/replay.html").contains(r#""frames":3"#));
}

#[test]
fn a_folder_of_ones_own_is_replaced_only_where_that_is_asked_for() {
    let here = Scratch::new("simulate-replace");
    let args = ["simulate", "ball", "--steps", "2", "--out", "mine"];
    succeeded(here.costate(&args));
    let message = failed(&here.costate(&args));
    assert_eq!(message, "error: mine is not empty: choose another folder or add --overwrite\n");
    succeeded(here.costate(&[&args[..], &["--overwrite"]].concat()));
    succeeded(here.costate(&args[..4]));
    let text = stdout(&succeeded(here.costate(&args[..4])));
    assert!(text.contains("(an older one was replaced)"), "{text}");
    for bad in [&["--steps", "0"][..], &["--steps", "-1"], &["--overwrite"]] {
        failed(&here.costate(&[&args[..2], bad].concat()));
    }
}
