//! No two files import each other, neither directly nor by a detour: each can be read with what stands below it.

use std::collections::{BTreeMap, BTreeSet};

type Module = Vec<String>;

/// The circles among modules: `from` imports each of its `to`. A module's own children and parents don't count; a folder
/// is told what lives in it, and no more.
pub fn circles(imports: &BTreeMap<Module, BTreeSet<Module>>) -> Vec<String> {
    let reached: BTreeMap<&Module, BTreeSet<&Module>> =
        imports.keys().map(|module| (module, reach(module, imports))).collect();
    let mut told = BTreeSet::new();
    let mut out = Vec::new();
    for (module, below) in &reached {
        let circle: Vec<&Module> = below
            .iter()
            .copied()
            .filter(|other| reached.get(other).is_some_and(|back| back.contains(module)))
            .collect();
        if !circle.is_empty() && told.insert(circle.clone()) && circle.contains(module) {
            let names: Vec<String> = circle.iter().map(|module| module.join("::")).collect();
            out.push(format!("{} import each other in a circle", names.join(", ")));
        }
    }
    out
}

fn reach<'a>(from: &'a Module, imports: &'a BTreeMap<Module, BTreeSet<Module>>) -> BTreeSet<&'a Module> {
    let mut found = BTreeSet::new();
    let mut next = vec![from];
    while let Some(module) = next.pop() {
        for other in imports.get(module).into_iter().flatten() {
            let kin = other.starts_with(module) || module.starts_with(other);
            if !kin && found.insert(other) {
                next.push(other);
            }
        }
    }
    found
}

#[test]
fn a_circle_is_found_by_any_detour() {
    let module = |name: &str| name.split("::").map(str::to_owned).collect::<Module>();
    let imports = |pairs: &[(&str, &str)]| {
        let mut map: BTreeMap<Module, BTreeSet<Module>> = BTreeMap::new();
        for (from, to) in pairs {
            map.entry(module(from)).or_default().insert(module(to));
            map.entry(module(to)).or_default();
        }
        map
    };
    assert!(
        circles(&imports(&[("a::x", "a::y"), ("a::y", "a::z"), ("a", "a::x"), ("a::z", "a")])).is_empty()
    );
    assert_eq!(circles(&imports(&[("a::x", "a::y"), ("a::y", "b"), ("b", "a::x")])).len(), 1);
}
