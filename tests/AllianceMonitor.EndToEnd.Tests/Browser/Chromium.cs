using System.Collections.Concurrent;
using AllianceMonitor.EndToEnd.Tests.Support;
using Microsoft.Playwright;

namespace AllianceMonitor.EndToEnd.Tests.Browser;

/// <summary>The system's Chromium, driven by Playwright, which brings none of its own here. Started by the first test that asks.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    private IPlaywright? playwright;
    private IBrowser? browser;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    internal async Task<BrowserPage> Open(Uri address, ColorScheme scheme = ColorScheme.Light, int width = 1280, int height = 800)
    {
        var executable = Find();
        Requirement.Met(executable is not null, "There is no Chromium on this machine; install it, or name it with CHROMIUM_PATH.");
        playwright ??= await Playwright.CreateAsync();
        browser ??= await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = executable,
            Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
        });
        var context = await browser.NewContextAsync(new BrowserNewContextOptions { ColorScheme = scheme, ViewportSize = new ViewportSize { Width = width, Height = height }, Locale = "en-GB" });
        var opened = new BrowserPage(context, await context.NewPageAsync());
        await opened.Page.GotoAsync(address.AbsoluteUri);
        return opened;
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("CHROMIUM_PATH") is { Length: > 0 } named)
            return named;

        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/bin").Append("/usr/lib/chromium");
        return folders.SelectMany(folder => Names.Select(name => Path.Combine(folder, OperatingSystem.IsWindows() ? $"{name}.exe" : name))).FirstOrDefault(File.Exists);
    }
}

/// <summary>A page in a browser of its own, and all that it complains about.</summary>
internal sealed class BrowserPage : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly ConcurrentQueue<string> complaints = new();

    public BrowserPage(IBrowserContext context, IPage page)
    {
        (this.context, Page) = (context, page);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                complaints.Enqueue($"{message.Type}: {message.Text} ({message.Location})");
        };
        page.PageError += (_, error) => complaints.Enqueue(error);
        page.RequestFailed += (_, request) => complaints.Enqueue($"{request.Url}: {request.Failure}");
        page.Response += (_, response) =>
        {
            if (response.Status >= 400)
                complaints.Enqueue($"{response.Url}: {response.Status}");
        };
    }

    public IPage Page { get; }

    public void AssertNoComplaints() => Assert.Empty(complaints);

    public async Task AssertNothingIsCutOffAtTheSide() =>
        Assert.True(await Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth && document.body.scrollWidth <= innerWidth"), "The page scrolls sideways.");

    /// <summary>No element in the scope reaches over the right edge of the window, scrolled to or clipped.</summary>
    public async Task AssertNothingSticksOut(string scope)
    {
        await AssertNothingIsCutOffAtTheSide();
        Assert.Empty(await Page.EvaluateAsync<string[]>(
            """
            scope => [...document.querySelectorAll(`${scope} *`)]
              .filter(element => element.getBoundingClientRect().right > innerWidth + 0.5 || (element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== 'inline'))
              .map(element => element.outerHTML.slice(0, 120))
            """, scope));
    }

    /// <summary>Every text in the scope has the contrast of WCAG 2, level AA, with what is behind it.</summary>
    public async Task AssertEverythingCanBeRead(string scope) => Assert.Empty(await Page.EvaluateAsync<string[]>(
        """
        scope => {
          const parts = color => color.match(/[\d.]+/g).map(Number);
          const luminance = ([r, g, b]) => [r, g, b].map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
            .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
          const paper = element => {
            for (let e = element; e; e = e.parentElement) {
              const color = parts(getComputedStyle(e).backgroundColor);
              if (color.length < 4 || color[3] === 1) return color;
            }
            return [255, 255, 255];
          };
          const texts = document.createTreeWalker(document.querySelector(scope), NodeFilter.SHOW_TEXT);
          const bad = [];
          for (let node; node = texts.nextNode();) {
            const element = node.parentElement;
            if (!node.data.trim() || ['STYLE', 'SCRIPT', 'TITLE'].includes(element.tagName)) continue;
            const [one, other] = [luminance(parts(getComputedStyle(element).color)), luminance(paper(element))];
            const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
            if (contrast < 4.5) bad.push(`${contrast.toFixed(2)}: ${node.data.trim().slice(0, 60)}`);
          }
          return bad;
        }
        """, scope));

    /// <summary>For people to look at, where SCREENSHOTS names a folder.</summary>
    /// <param name="name">Of the file.</param>
    /// <param name="part">Selector of what it shows; null for the page.</param>
    public async Task Picture(string name, string? part = null)
    {
        if (Environment.GetEnvironmentVariable("SCREENSHOTS") is not { Length: > 0 } folder)
            return;
        if (part is not null)
            await Page.Locator(part).ScreenshotAsync(new LocatorScreenshotOptions { Path = Path.Combine(folder, $"{name}.png") });
        else
            await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
    }

    public async ValueTask DisposeAsync() => await context.CloseAsync();
}
