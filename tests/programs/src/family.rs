//! A member of a program: a function, a method with a function that calls it, a trait with two
//! impls and a function over both, a function that calls itself, or two that call each other.

use crate::choices::Choices;
use crate::function::Writer;
use crate::kernel::{Kernel, Numbers, Owner, Param};
use crate::types::Type;

/// Grows a member; its kernels' names begin with `name`.
pub(crate) fn grow(name: &str, choices: &mut Choices, earlier: &[Kernel]) -> Vec<Kernel> {
    match choices.below(16) {
        6 => vec![function(name, choices, earlier, Numbers::Real)],
        7 => vec![function(name, choices, earlier, Numbers::Double)],
        8..=10 => method(name, choices, earlier),
        11 | 12 => law(name, choices, earlier),
        13 | 14 => circle(&[name.to_owned()], choices, earlier),
        15 => circle(&[name.to_owned(), format!("{name}b")], choices, earlier),
        _ => vec![function(name, choices, earlier, Numbers::Scalar)],
    }
}

/// A kernel without a body yet.
fn head(name: &str, owner: Owner, numbers: Numbers) -> Kernel {
    Kernel {
        name: name.to_owned(),
        owner,
        numbers,
        params: Vec::new(),
        result: Type::Real,
        recursive: false,
        law: None,
        source: String::new(),
        generic: String::new(),
    }
}

fn function(name: &str, choices: &mut Choices, earlier: &[Kernel], numbers: Numbers) -> Kernel {
    let head = head(name, Owner::Nobody, numbers);
    let head = Writer::new(choices, earlier).signature(head);
    Writer::new(choices, earlier).function(head)
}

/// `self` in one of its three ways.
fn receiver(choices: &mut Choices, ty: Type) -> Param {
    match choices.below(5) {
        0 | 1 => Param::Shared(ty),
        4 if ty != Type::Law => Param::Value(ty),
        _ => Param::Unique(ty),
    }
}

fn method(name: &str, choices: &mut Choices, earlier: &[Kernel]) -> Vec<Kernel> {
    let ty = [Type::Body, Type::Spring][choices.below(2)];
    let numbers = if choices.once_in(4) { Numbers::Real } else { Numbers::Scalar };
    let mut head = head(name, Owner::Struct(ty), numbers);
    head.params.push(receiver(choices, ty));
    let head = Writer::new(choices, earlier).signature(head);
    let method = Writer::new(choices, earlier).function(head);
    let through = through(&method);
    vec![method, through]
}

/// A function that does no more than call the method.
fn through(method: &Kernel) -> Kernel {
    let mut f = head(&format!("{}f", method.name), Owner::Nobody, method.numbers);
    f.params.clone_from(&method.params);
    f.result = method.result;
    let arguments: Vec<String> =
        f.params.iter().enumerate().map(|(i, p)| format!("x{i}: {}", p.text())).collect();
    let passed: Vec<String> = (1..f.params.len()).map(|i| format!("x{i}")).collect();
    let output = if f.result == Type::Unit { String::new() } else { format!(" -> {}", f.result.text()) };
    f.source = format!(
        "#[differentiable]\npub fn {}<T: {}>({}){output} {{\n    x0.{}({})\n}}\n",
        f.name,
        if f.numbers == Numbers::Real { "Real" } else { "Scalar" },
        arguments.join(", "),
        method.name,
        passed.join(", "),
    );
    f
}

/// A trait, an impl for each struct, a function over all that have it.
fn law(name: &str, choices: &mut Choices, earlier: &[Kernel]) -> Vec<Kernel> {
    let mut method = head(name, Owner::Trait, Numbers::Scalar);
    method.params.push(receiver(choices, Type::Law));
    let mut method = Writer::new(choices, earlier).signature(method);
    let law = format!("Law_{name}");
    let body = Writer::new(choices, earlier).declaration(&method);
    method.source =
        format!("#[differentiable]\npub trait {law}<T: Scalar>: Diff + Copy {{\n    {body};\n}}\n\n");
    for ty in [Type::Spring, Type::Body] {
        let mut own = method.clone();
        own.params[0] = match own.params[0] {
            Param::Unique(_) => Param::Unique(ty),
            _ => Param::Shared(ty),
        };
        own.law = Some(law.clone());
        method.source.push_str(&Writer::new(choices, earlier).function(own).source);
        method.source.push('\n');
    }
    let earlier: Vec<Kernel> = earlier.iter().cloned().chain([method.clone()]).collect();
    let mut over = head(&format!("{name}f"), Owner::Nobody, Numbers::Scalar);
    over.law = Some(law);
    over.params.push(if choices.below(2) == 0 { Param::Unique(Type::Law) } else { method.params[0] });
    let over = Writer::new(choices, &earlier).signature(over);
    let over = Writer::new(choices, &earlier).function(over);
    vec![method, over]
}

/// Functions each of which may call any of them, so often as the first argument says.
fn circle(names: &[String], choices: &mut Choices, earlier: &[Kernel]) -> Vec<Kernel> {
    let heads: Vec<Kernel> = names
        .iter()
        .map(|name| {
            let mut one = head(name, Owner::Nobody, Numbers::Scalar);
            one.recursive = true;
            one.params.push(Param::Value(Type::Index));
            Writer::new(choices, earlier).signature(one)
        })
        .collect();
    let grown = heads.iter().map(|one| {
        let mut writer = Writer::new(choices, earlier);
        writer.circle.clone_from(&heads);
        writer.function(one.clone())
    });
    grown.collect()
}
