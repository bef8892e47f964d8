//! Chromium without a window.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::{Mutex, MutexGuard};
use std::time::{Duration, Instant};

use super::picture::Picture;

/// One at a time: drawing in software takes all cores.
static TURN: Mutex<()> = Mutex::new(());

/// How long a page may take.
const PATIENCE: Duration = Duration::from_secs(120);

/// A browser, and how it is started.
pub struct Chromium {
    program: PathBuf,
    dark: bool,
    webgl: bool,
    _turn: Option<Turn>,
}

/// The right to start one; it leaves nothing behind but pictures.
struct Turn {
    _guard: MutexGuard<'static, ()>,
}

impl Drop for Turn {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(own_folder());
    }
}

impl Chromium {
    /// Chromium by its usual names; where there is none, a line says that the test is skipped.
    ///
    /// # Panics
    /// Where there is none and `COSTATE_REQUIRE_CHROMIUM` is 1.
    pub fn find() -> Option<Self> {
        let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
        let folders: Vec<_> = std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()).collect();
        let places = names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
        let Some(program) = places.into_iter().find(|path| path.is_file()) else {
            let required = std::env::var_os("COSTATE_REQUIRE_CHROMIUM").is_some_and(|value| value == "1");
            assert!(!required, "there is no Chromium on the PATH");
            // not by a macro, whose output the test harness keeps to itself
            let line = "SKIPPED: no page was drawn, since there is no Chromium on the PATH";
            let mut console = std::io::stderr();
            writeln!(console, "{line}").unwrap();
            return None;
        };
        let guard = TURN.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        std::fs::create_dir_all(own_folder()).unwrap();
        Some(Self { program, dark: false, webgl: true, _turn: Some(Turn { _guard: guard }) })
    }

    /// The same for someone who likes it dark.
    pub fn dark(&self) -> Self {
        Self { program: self.program.clone(), dark: true, webgl: self.webgl, _turn: None }
    }

    /// The same without WebGL.
    pub fn without_webgl(&self) -> Self {
        Self { program: self.program.clone(), dark: self.dark, webgl: false, _turn: None }
    }

    /// The elements of a page after its scripts have run, with this after the `#` of its address.
    pub fn dom(&self, page: &str, place: &str) -> String {
        let output = self.open(page, place, &["--dump-dom".to_owned()], None);
        String::from_utf8(output.stdout).unwrap()
    }

    /// A picture of the page, kept as `NAME.png` in the folder of test files.
    pub fn picture(&self, page: &str, place: &str, name: &str) -> Picture {
        let file = folder().join(format!("{name}.png"));
        let _ = std::fs::remove_file(&file);
        self.open(page, place, &[format!("--screenshot={}", file.display())], Some(&file));
        Picture::read(&file)
    }

    /// Runs Chromium until it is done and `wanted` is there; what hangs is ended, and gets a second chance.
    fn open(&self, page: &str, place: &str, extra: &[String], wanted: Option<&Path>) -> Output {
        for _ in 0..3 {
            let output = self.start(page, place, extra);
            match output {
                Some(output) if wanted.is_none_or(Path::exists) => return output,
                _ => eprintln!("Chromium did not draw; once more"),
            }
        }
        panic!("Chromium did not draw the page in {PATIENCE:?}, three times");
    }

    fn start(&self, page: &str, place: &str, extra: &[String]) -> Option<Output> {
        let file = own_folder().join("page.html");
        std::fs::write(&file, page).unwrap();
        let scheme = if self.dark { 0 } else { 1 };
        let mut command = Command::new(&self.program);
        command
            .args([
                "--headless=new",
                "--no-sandbox",
                "--hide-scrollbars",
                "--no-first-run",
                "--disable-extensions",
            ])
            .args(["--disable-dev-shm-usage", "--window-size=800,500"])
            .arg(format!("--blink-settings=preferredColorScheme={scheme}"))
            .arg(format!("--user-data-dir={}", own_folder().join("profile").display()))
            .args(if self.webgl {
                &["--use-angle=swiftshader", "--enable-unsafe-swiftshader"][..]
            } else {
                &["--disable-3d-apis"][..]
            })
            .args(extra)
            .arg(format!("file://{}#{}", file.display(), place.replace(' ', "%20")));
        within(PATIENCE, &mut command)
    }
}

/// What a program printed; nothing if it took too long.
fn within(patience: Duration, command: &mut Command) -> Option<Output> {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut stdout = child.stdout.take().unwrap();
    let reader = std::thread::spawn(move || {
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut stdout, &mut bytes).map(|_| bytes)
    });
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if start.elapsed() > patience {
            child.kill().unwrap();
            child.wait().unwrap();
            return None;
        }
        std::thread::sleep(Duration::from_millis(20));
    };
    let stdout = reader.join().unwrap().unwrap();
    Some(Output { status, stdout, stderr: Vec::new() })
}

/// Where the page and the browser's own files go, as long as it runs.
fn own_folder() -> PathBuf {
    folder().join(format!("chromium-{}", std::process::id()))
}

/// Where pictures go.
fn folder() -> &'static Path {
    Path::new(env!("CARGO_TARGET_TMPDIR"))
}

/// What the page says of itself: loading, ready or failed.
pub fn state(dom: &str) -> &str {
    let tag = dom.split_once("<html ").and_then(|(_, rest)| rest.split_once('>')).map_or("", |(tag, _)| tag);
    tag.split_once("data-state=\"").and_then(|(_, rest)| rest.split_once('"')).map_or("", |(state, _)| state)
}

/// The address that the page wrote under `name`.
pub fn place(dom: &str, name: &str) -> String {
    let (_, rest) =
        dom.split_once(&format!("<output>{name} #")).unwrap_or_else(|| panic!("no {name}: {}", tail(dom)));
    rest.split("</output>").next().unwrap().replace("amp;", "").replace("%2C", ",")
}

/// A number of that address; of several the first.
pub fn number(dom: &str, name: &str, key: &str) -> f64 {
    let place = place(dom, name);
    let value = place.split('&').find_map(|pair| pair.strip_prefix(key)?.strip_prefix('='));
    value.unwrap_or_else(|| panic!("no {key} in {place}")).split(',').next().unwrap().parse().unwrap()
}

/// What a failed page says, without its scripts and frames.
pub fn tail(dom: &str) -> String {
    let seen: String = dom.lines().filter(|line| line.len() < 2000).take(12).collect::<Vec<_>>().join("\n");
    let body = dom.find("<body").map_or("", |at| dom[at..].split("<script").next().unwrap_or(""));
    format!("{}\n{body}", seen.lines().take(2).collect::<Vec<_>>().join("\n"))
}
