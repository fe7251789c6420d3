using System.Globalization;
using AllianceMonitor;
using AllianceMonitor.Functions;
using AllianceMonitor.Functions.Isolated;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.UseMiddleware<PrepareStore>();
builder.Services.AddPipeline(AppSettings.From(builder.Configuration));
builder.Services.AddTextAnalytics(builder.Configuration);
builder.Build().Run();
