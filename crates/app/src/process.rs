//! What a process that holds keys does first.

/// No image of this process's memory is left behind when it breaks down: it may hold keys. Both ways in which the system
/// makes one are shut: the limit on its size, and the list of what goes into it (a collector of such images is given the
/// whole memory whatever the limit says). Where the system knows neither, nothing is done.
pub fn leave_no_image() {
    #[cfg(unix)]
    {
        // A refusal leaves what was there before; SECURITY.md says that swap and images are the machine's to forbid.
        let _ = rlimit::Resource::CORE.set(0, 0);
    }
    #[cfg(target_os = "linux")]
    {
        let _ = std::fs::write("/proc/self/coredump_filter", "0");
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn a_process_leaves_no_image_of_its_memory() {
        leave_no_image();
        let limits = std::fs::read_to_string("/proc/self/limits").unwrap();
        let core = limits.lines().find(|l| l.starts_with("Max core file size")).unwrap();
        assert_eq!(core.split_whitespace().skip(4).take(2).collect::<Vec<_>>(), ["0", "0"]);
        let filter = std::fs::read_to_string("/proc/self/coredump_filter").unwrap();
        assert_eq!(u64::from_str_radix(filter.trim(), 16).unwrap(), 0);
    }
}
