//! The emulator runs small PTX programs as the manual says, and notices what they do wrong.

use costate_cuda::emulator::{Emulator, EmulatorError};
use costate_cuda::launch::Launch;

/// An entry point `f` with the arguments that all of ours have; `%rd1` and `%rd2` are the addresses of
/// this robot's first input and output (f64), `%r1` the robot.
fn module(body: &str) -> String {
    format!(
        ".version 7.0
.target sm_80
.address_size 64
.global .align 8 .b8 table[16] = {{0, 0, 0, 0, 0, 0, 240, 63, 0, 0, 0, 0, 0, 0, 0, 64}};
.func (.param .b64 func_retval0) twice(.param .b64 twice_param_0)
{{
    .reg .b64 %rd<3>;
    ld.param.b64 %rd1, [twice_param_0];
    add.rn.f64 %rd2, %rd1, %rd1;
    st.param.b64 [func_retval0], %rd2;
    ret;
}}
.visible .entry f(
    .param .u32 f_param_0, .param .u64 .ptr .align 1 f_param_1, .param .u64 .ptr .align 1 f_param_2,
    .param .u64 .ptr .align 1 f_param_3, .param .u32 f_param_4, .param .u64 .ptr .align 1 f_param_5
)
{{
    .local .align 8 .b8 __local_depot0[16];
    .reg .pred %p<9>;
    .reg .b32 %r<9>;
    .reg .b64 %rd<19>;
    mov.u32 %r2, %ctaid.x;
    mov.u32 %r3, %ntid.x;
    mov.u32 %r4, %tid.x;
    mad.lo.s32 %r1, %r2, %r3, %r4;
    ld.param.b32 %r5, [f_param_0];
    setp.ge.u32 %p1, %r1, %r5;
    @%p1 bra $L__done;
    mul.wide.u32 %rd3, %r1, 8;
    ld.param.b64 %rd4, [f_param_1];
    ld.param.b64 %rd5, [f_param_2];
    add.s64 %rd1, %rd4, %rd3;
    add.s64 %rd2, %rd5, %rd3;
    ld.global.b64 %rd6, [%rd1];
{body}
$L__done:
    ret;
}}
"
    )
}

/// Runs a body for three robots.
fn run(body: &str) -> Result<Vec<f64>, EmulatorError> {
    let emulator = Emulator::new(&module(body))?.with_patience(1000);
    emulator.run(&Launch { entry: "f", robots: 3, inputs: &[1.0, 2.0, 3.0], output_rows: 1, tape_words: 4 })
}

#[test]
fn each_robot_computes_its_own_row() {
    assert_eq!(run("mul.rn.f64 %rd7, %rd6, %rd6;\nst.global.b64 [%rd2], %rd7;"), Ok(vec![1.0, 4.0, 9.0]));
}

#[test]
fn loops_and_guards_follow_their_predicates() {
    let power = "mov.b64 %rd7, 0d3FF0000000000000;\nmov.b32 %r6, 0;\n$L__loop:\nmul.rn.f64 %rd7, %rd7, %rd6;\n\
                 add.s32 %r6, %r6, 1;\nsetp.lt.s32 %p2, %r6, 5;\n@%p2 bra $L__loop;\nst.global.b64 [%rd2], %rd7;";
    assert_eq!(run(power), Ok(vec![1.0, 32.0, 243.0]));
}

#[test]
fn functions_take_arguments_and_give_results() {
    let call = "{\n.param .b64 param0;\nst.param.b64 [param0], %rd6;\n.param .b64 retval0;\n\
                call.uni (retval0),\ntwice,\n(\nparam0\n);\nld.param.b64 %rd7, [retval0];\n}\n\
                st.global.b64 [%rd2], %rd7;";
    assert_eq!(run(call), Ok(vec![2.0, 4.0, 6.0]));
}

#[test]
fn tables_stacks_and_vectors_are_memory() {
    let table = "mov.b64 %rd7, table;\nld.global.v2.b64 {%rd8, %rd9}, [%rd7];\nmov.b64 %rd10, __local_depot0;\n\
                 cvta.local.u64 %rd11, %rd10;\nst.local.b64 [%rd11+8], %rd9;\nld.local.b64 %rd12, [%rd11+8];\n\
                 add.rn.f64 %rd13, %rd8, %rd12;\nst.global.b64 [%rd2], %rd13;";
    assert_eq!(run(table), Ok(vec![3.0; 3]));
}

#[test]
fn words_are_split_and_joined() {
    let swap = "mov.b64 {%r6, %r7}, %rd6;\nmov.b64 %rd7, {%r7, %r6};\nmov.b64 {%r6, %r7}, %rd7;\n\
                mov.b64 %rd8, {%r7, %r6};\nst.global.b64 [%rd2], %rd8;";
    assert_eq!(run(swap), Ok(vec![1.0, 2.0, 3.0]));
}

#[test]
fn jump_tables_lead_to_their_label() {
    let choose = "mov.b64 %rd7, 0d0000000000000000;\n$L_brx_0: .branchtargets $L__a, $L__b, $L__c;\n\
                  brx.idx %r1, $L_brx_0;\n$L__a:\nadd.rn.f64 %rd7, %rd7, %rd6;\n$L__b:\n\
                  add.rn.f64 %rd7, %rd7, %rd6;\n$L__c:\nst.global.b64 [%rd2], %rd7;";
    assert_eq!(run(choose), Ok(vec![2.0, 2.0, 0.0]));
}

#[test]
fn memory_outside_the_buffers_is_noticed() {
    assert!(matches!(run("st.global.b64 [%rd2+24], %rd6;"), Err(EmulatorError::Access { bytes: 8, .. })));
    assert!(matches!(run("ld.global.b64 %rd7, [%rd1+-8];"), Err(EmulatorError::Access { .. })));
    assert!(matches!(run("ld.global.b64 %rd7, [%rd1+4];"), Err(EmulatorError::Access { .. })));
}

#[test]
fn a_panic_an_endless_loop_and_an_unknown_instruction_are_named() {
    assert!(matches!(run("trap;"), Err(EmulatorError::Trap { .. })));
    assert!(matches!(run("$L__on:\nbra $L__on;"), Err(EmulatorError::Endless { .. })));
    let unknown = run("fma.rn.f64 %rd7, %rd6, %rd6, %rd6;").expect_err("fma is not in the table");
    assert_eq!(
        unknown.to_string(),
        "line 35: the emulator does not know `fma.rn.f64 %rd7, %rd6, %rd6, %rd6`"
    );
}

#[test]
fn a_set_overflow_flag_and_a_missing_entry_point_are_errors() {
    let overflow = "ld.param.b64 %rd7, [f_param_5];\nst.relaxed.sys.global.b32 [%rd7], 1;";
    assert_eq!(run(overflow), Err(EmulatorError::TapeOverflow { entry: "f".into(), words: 4 }));
    let emulator = Emulator::new(&module("")).expect("it is known");
    let launch = Launch::<f64> { entry: "twice", robots: 0, inputs: &[], output_rows: 1, tape_words: 0 };
    assert_eq!(emulator.run(&launch), Err(EmulatorError::NoEntry { name: "twice".into() }));
}
