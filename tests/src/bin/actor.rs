//! The process that the tests of faults kill, cut off or starve. `actor ACT STAGE TIMES`.

use std::io::Write;
use std::path::Path;

use journeys::faults::{Act, perform};

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, act, stage, times] = arguments.as_slice() else { return };
    let (Some(act), Ok(times)) = (Act::named(act), times.parse()) else { return };
    let mut out = std::io::stdout();
    perform(act, Path::new(stage), times, &mut |line| {
        // One call of the system for each line: what is said is said at once. Where nobody hears any more it ends, or it would
        // fill the disk.
        if out.write_all(format!("{line}\n").as_bytes()).and_then(|()| out.flush()).is_err() {
            std::process::exit(1);
        }
    });
}
