using System.Globalization;
using AllianceMonitor;
using AllianceMonitor.Extraction;
using AllianceMonitor.Functions;
using AllianceMonitor.Functions.Isolated;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.UseMiddleware<PrepareStore>();
AppSettings settings = AppSettings.From(builder.Configuration);
builder.Services.AddPipeline(settings);
if (settings.Language is { } language)
{
    // Takes the place of the library's own client: the last registration counts.
    builder.Services.AddSingleton<INameRecognizer>(provider =>
        new TextAnalyticsRecognizer(TextAnalyticsRecognizer.Client(language), language, provider.GetRequiredService<ILogger<TextAnalyticsRecognizer>>()));
}

builder.Build().Run();
