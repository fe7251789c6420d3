using AllianceMonitor.Operations;

namespace AllianceMonitor.Functions;

/// <summary>HTTP side of the operations page. The host asks for a function key in Azure; a local stack is open.</summary>
internal static class OperationsEndpoint
{
    public static async Task ShowAsync(HttpContext context)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(await Page(context).RenderAsync(Query(context.Request), context.RequestAborted), context.RequestAborted);
    }

    public static async Task ActAsync(HttpContext context)
    {
        if (!IsOfThisPage(context.Request) || !context.Request.HasFormContentType)
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            await context.Response.WriteAsync("This form was not sent by the operations page.", context.RequestAborted);
            return;
        }

        string letter = (await context.Request.ReadFormAsync(context.RequestAborted))["redrive"].ToString();
        string said = await Page(context).RedriveAsync(letter, context.RequestAborted);

        // Seen again by a reload, a page after a POST would act twice.
        string code = Query(context.Request).Code is { } key ? $"&code={Uri.EscapeDataString(key)}" : "";
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = $"ops?view=dead-letters&said={Uri.EscapeDataString(said)}{code}";
    }

    private static OperationsPage Page(HttpContext context) => context.RequestServices.GetRequiredService<OperationsPage>();

    private static OperationsQuery Query(HttpRequest request) => new()
    {
        View = Field(request, "view") ?? "articles",
        Search = Field(request, "q"),
        State = Field(request, "state"),
        Story = Field(request, "story"),
        Redrive = Field(request, "redrive"),
        Said = Field(request, "said"),
        Code = Field(request, "code"),
    };

    private static string? Field(HttpRequest request, string name) => request.Query[name].ToString().Trim() is { Length: > 0 } value ? value : null;

    /// <summary>A browser says where a form comes from; another site must not press the button for somebody who has the key or sits on this machine.</summary>
    private static bool IsOfThisPage(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() switch
    {
        "same-origin" => true,
        "" => request.Headers.Origin.ToString() is var origin && (origin.Length == 0 || (Uri.TryCreate(origin, UriKind.Absolute, out Uri? from) && from.Authority == request.Host.Value)),
        _ => false,
    };
}
