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

    /// <summary>For people to look at, where SCREENSHOTS names a folder.</summary>
    public async Task Picture(string name)
    {
        if (Environment.GetEnvironmentVariable("SCREENSHOTS") is { Length: > 0 } folder)
            await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
    }

    public async ValueTask DisposeAsync() => await context.CloseAsync();
}
