using System.Globalization;
using AllianceMonitor;
using AllianceMonitor.Functions;
using AllianceMonitor.Storage;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
AppSettings settings;
WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
try
{
    settings = AppSettings.From(builder.Configuration);
    builder.Services.AddPipeline(settings);
}
catch (ArgumentException wrong)
{
    await Console.Error.WriteLineAsync(wrong.Message);
    return 1;
}

// The host's own ASPNETCORE_URLS leaks into this process: the port is bound explicitly.
string port = Environment.GetEnvironmentVariable("FUNCTIONS_CUSTOMHANDLER_PORT") ?? "7072";
builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
builder.WebHost.ConfigureKestrel(kestrel =>
{
    // The host sends a blob trigger's whole content along; it is read as a stream and skipped.
    kestrel.Limits.MaxRequestBodySize = null;
});
builder.Logging.ClearProviders().AddProvider(new HostLog()).AddFilter("Microsoft", LogLevel.Warning).AddFilter("System", LogLevel.Warning);

using TelemetryExport? export = TelemetryExport.Begin(builder.Configuration);
WebApplication app = builder.Build();
app.MapFunctions();
ParentProcess.EndWithIt(app.Lifetime);
WarmUp.Begin(app.Services);
await app.StartAsync();
await app.WaitForShutdownAsync();

// The host restarts a handler that ends with an error, and never one that ends with 0.
return ParentProcess.IsGone ? 0 : 1;
