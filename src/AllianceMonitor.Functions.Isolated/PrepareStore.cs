using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace AllianceMonitor.Functions.Isolated;

/// <summary>Makes an empty store ready before the first function runs.</summary>
internal sealed class PrepareStore(ReadyStore store) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        await store.PrepareAsync();
        await next(context);
    }
}
