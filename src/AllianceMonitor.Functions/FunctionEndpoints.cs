using System.Text.Json;

namespace AllianceMonitor.Functions;

/// <summary>One endpoint per function, named as its folder under <c>functions/</c>. Each hands over to the library's class of the same name.</summary>
internal static class FunctionEndpoints
{
    public static void MapFunctions(this WebApplication app)
    {
        app.Use((context, next) =>
        {
            if (context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
            {
                PageHeaders.Set(context.Response);
            }

            return next(context);
        });
        app.MapGet("/", () => "AllianceMonitor");

        app.MapTrigger("IngestArticle", async (services, invocation, cancellation) =>
        {
            string name = invocation.Metadata("name") ?? throw new InvalidDataException("The invocation names no blob.");
            await services.GetRequiredService<IngestArticle>().RunAsync(name, cancellation);
        });
        app.MapTrigger("RouteAlert", (services, invocation, cancellation) =>
            services.GetRequiredService<RouteAlert>().RunAsync(Field(invocation.Message("message"), "alertId"), cancellation));
        app.MapTrigger("DeliverNotification", (services, invocation, cancellation) =>
            services.GetRequiredService<DeliverNotification>().RunAsync(Field(invocation.Message("message"), "deliveryKey"), cancellation));
        app.MapTrigger("NoteDeliveryReport", (services, invocation, cancellation) =>
            services.GetRequiredService<NoteDeliveryReport>().RunAsync(invocation.Message("message"), cancellation));
        app.MapTrigger("SendDigests", (services, _, cancellation) => services.GetRequiredService<SendDigests>().RunAsync(cancellation));
        app.MapTrigger("Reconcile", (services, _, cancellation) => services.GetRequiredService<Reconcile>().RunAsync(cancellation));
        app.MapTrigger("MeasureQueues", (services, _, cancellation) => services.GetRequiredService<MeasureQueues>().RunAsync(cancellation));
        app.MapTrigger("KeepPoisonArticle", (services, invocation, cancellation) =>
            services.GetRequiredService<KeepPoisonArticle>().RunAsync(invocation.Message("message"), cancellation));
        app.MapTrigger("KeepPoisonAlert", (services, invocation, cancellation) =>
            services.GetRequiredService<KeepPoisonAlert>().RunAsync(invocation.Message("message"), cancellation));
        app.MapTrigger("KeepPoisonDelivery", (services, invocation, cancellation) =>
            services.GetRequiredService<KeepPoisonDelivery>().RunAsync(invocation.Message("message"), cancellation));
        app.MapTrigger("KeepPoisonReport", (services, invocation, cancellation) =>
            services.GetRequiredService<KeepPoisonReport>().RunAsync(invocation.Message("message"), cancellation));

        app.MapGet("/api/alerts/{id}", async (string id, HttpContext context) =>
            Page(await context.RequestServices.GetRequiredService<AlertPage>().RenderAsync(id, context.RequestAborted), "There is no such alert."));
        app.MapGet("/api/digests/{id}", async (string id, HttpContext context) =>
            Page(await context.RequestServices.GetRequiredService<DigestPage>().RenderAsync(id, context.RequestAborted), "There is no such digest."));
        app.MapGet("/api/unsubscribe/{token}", async (string token, HttpContext context) =>
            Page(await context.RequestServices.GetRequiredService<UnsubscribePage>().RenderAsync(token, context.RequestAborted), LinkForm.NoSuchLink));
        app.MapPost("/api/unsubscribe/{token}", async (string token, HttpContext context) =>
            Page(await context.RequestServices.GetRequiredService<UnsubscribePage>().ActAsync(token, await LinkForm.ActionAsync(context.Request) == "back", context.RequestAborted), LinkForm.NoSuchLink));
        app.MapGet("/api/feedback/{token}", async (string token, HttpContext context) =>
            Page(await context.RequestServices.GetRequiredService<FeedbackPage>().RenderAsync(token, context.RequestAborted), LinkForm.NoSuchLink));
        app.MapPost("/api/feedback/{token}", async (string token, HttpContext context) =>
            Page(await context.RequestServices.GetRequiredService<FeedbackPage>().ActAsync(token, context.RequestAborted), LinkForm.NoSuchLink));
        app.MapGet("/api/ops", OperationsEndpoint.ShowAsync);
        app.MapPost("/api/ops", OperationsEndpoint.ActAsync);
    }

    private static IResult Page(string? html, string without) =>
        html is null ? Results.Text(without, statusCode: StatusCodes.Status404NotFound) : Results.Content(html, "text/html; charset=utf-8");

    private static void MapTrigger(this WebApplication app, string function, Func<IServiceProvider, Invocation, CancellationToken, Task> run) =>
        app.MapPost($"/{function}", async context =>
        {
            try
            {
                using Invocation invocation = await Invocation.ReadAsync(context.Request.Body, context.RequestAborted);
                await context.RequestServices.GetRequiredService<ReadyStore>().PrepareAsync();
                await Telemetry.RunAsync(function, invocation.TraceParent, () => run(context.RequestServices, invocation, context.RequestAborted));
            }
            catch (Exception fault) when (fault is not OperationCanceledException || !context.RequestAborted.IsCancellationRequested)
            {
                // The host counts any 5xx as a failed try; the reason belongs into the log, not into the host's.
                context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(function).LogError(fault, "{Function} failed", function);
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
                return;
            }

            // An empty success would never complete the invocation.
            context.Response.ContentType = "application/json";
            await context.Response.Body.WriteAsync("{}"u8.ToArray(), context.RequestAborted);
        });

    private static string Field(string message, string name)
    {
        using JsonDocument document = JsonDocument.Parse(message);
        return document.RootElement.GetProperty(name).GetString() ?? throw new InvalidDataException($"The message has no {name}.");
    }
}
