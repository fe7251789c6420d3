using AllianceMonitor.EndToEnd.Tests.Triggers;
using AllianceMonitor.Local.Stack;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]

namespace AllianceMonitor.EndToEnd.Tests.Triggers;

/// <summary>One Azurite for the tests of the trigger host; each test names its own containers and queues.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private readonly SemaphoreSlim starting = new(1);
    private readonly string folder = Path.Combine(Path.GetTempPath(), $"am-azurite-{Guid.NewGuid():n}");
    private AzuriteProcess? azurite;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Started by the first test that asks.</summary>
    public async Task<string> ConnectionString()
    {
        await starting.WaitAsync();
        try
        {
            if (azurite is null)
            {
                await NodePackages.Install(Repository.NodeFolder, _ => { }, CancellationToken.None);
                var ports = FreePorts.Next(2);
                azurite = AzuriteProcess.Start(Repository.NodeFolder, folder, ports[0], ports[1], _ => { });
                await azurite.Ready(CancellationToken.None);
            }

            return azurite.ConnectionString;
        }
        finally
        {
            starting.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (azurite is not null)
        {
            await azurite.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }

        starting.Dispose();
    }
}
