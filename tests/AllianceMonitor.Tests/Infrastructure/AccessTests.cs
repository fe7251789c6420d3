using System.Text.Json;
using System.Text.RegularExpressions;
using AllianceMonitor.Articles;
using AllianceMonitor.Delivery;
using AllianceMonitor.Storage;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests.Infrastructure;

/// <summary>Least privilege: what <c>infra/</c> grants, held against what the app does.</summary>
public sealed partial class AccessTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>Every role that the template knows, with its id of https://learn.microsoft.com/azure/role-based-access-control/built-in-roles and what it may be given on.</summary>
    private static readonly (string Role, string Id, string[] Scopes)[] Roles =
    [
        ("storageBlobDataOwner", "b7e6dc6d-f1e8-4753-8033-0f276bb0955b", ["hostStorage"]),
        ("storageQueueDataContributor", "974c5e8b-45b9-4653-ba55-5f855dd0fb88", ["hostStorage", "dataQueues[index]"]),
        ("storageQueueDataMessageSender", "c6a89b2d-59bc-44d0-9896-0f6e12d7b80a", ["reportQueue"]),
        ("storageBlobDataContributor", "ba92f5b4-2d11-453d-a403-e96b0029c9fe", ["dataContainers[index]"]),
        ("storageBlobDataReader", "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1", ["dataContainers[index]"]),
        ("keyVaultSecretsUser", "4633458b-17de-408a-b874-0445c86b69e6", ["vault"]),
        ("keyVaultSecretsOfficer", "b86a8fe4-44ce-4948-aee5-eccb2c155cd7", ["vault"]),
        ("cognitiveServicesLanguageReader", "7628b7b8-a8b2-4cdc-b46f-e9b35248918e", ["language"]),
        ("communicationAndEmailServiceOwner", "09976791-48a7-449e-bb21-39d1a415f350", ["communication"]),
        ("monitoringMetricsPublisher", "3913510d-42f4-4e42-8a64-420c390055eb", ["insights"]),
    ];

    private static readonly JsonElement Access = JsonDocument.Parse(File.ReadAllText(Path.Combine(BicepFile.Folder, "access.json"))).RootElement;

    private static IEnumerable<string> ContainersWith(string access) =>
        Access.GetProperty("containers").EnumerateObject().Where(container => container.Value.GetString() == access).Select(container => container.Name);

    [Fact]
    public void Every_container_and_queue_of_the_app_is_made_and_granted_and_no_other()
    {
        Assert.Equal(Containers.All.Order(StringComparer.Ordinal), Access.GetProperty("containers").EnumerateObject().Select(container => container.Name).Order(StringComparer.Ordinal));
        Assert.Equal(Queues.All.Order(StringComparer.Ordinal), Access.GetProperty("queues").EnumerateArray().Select(queue => queue.GetString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_people_bring_the_app_may_only_read() => Assert.Equal([Containers.Articles, Containers.Config], ContainersWith("read"));

    [Fact]
    public async Task The_app_writes_where_it_may_and_nowhere_else()
    {
        var clock = new FakeTimeProvider();
        var memory = new InMemoryStore(clock);
        await App.ConfigureAsync(memory);
        var seen = new WritesSeen(memory);
        using var app = new App(memory, clock, RecordingChannel.Both(), through: seen, routing: new RoutingOptions { AlertsPerHour = 1 });

        await app.IngestAsync("a.txt", News.Stake);
        await app.IngestAsync("b.txt", News.Investment);
        await app.IngestAsync("bad.json", "{ oops");
        await app.WorkAsync();
        string told = (await app.ReceiptsAsync()).First(receipt => receipt.Kind == DeliveryKind.Alert).Key;
        await app.UnsubscribePage.ActAsync(app.Links.To(LinkPurpose.Unsubscribe, told)!.Segments[^1], back: false, None);
        await app.FeedbackPage.ActAsync(app.Links.To(LinkPurpose.Feedback, told)!.Segments[^1], None);
        await app.KeepPoisonAlert.RunAsync("{\"alertId\":\"gone\"}", None);
        await app.WorkAsync();
        clock.Advance(TimeSpan.FromHours(2));
        await app.SendDigests.RunAsync(None);
        await app.Reconcile.RunAsync(None);
        await app.WorkAsync();

        Assert.Equal(ContainersWith("write").Order(StringComparer.Ordinal), seen.Written.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_roles_are_those_of_the_table_by_their_ids()
    {
        string text = new BicepFile("modules/roles.bicep").Text;
        Assert.Equal(
            Roles.Select(role => (role.Role, role.Id)).Order(),
            RoleId().Matches(text).Select(match => (match.Groups["role"].Value, match.Groups["id"].Value)).Order());
        Assert.Empty(BicepFile.All.Where(file => !file.Path.EndsWith("roles.bicep", StringComparison.Ordinal)).SelectMany(file => Id().Matches(file.Text)));
        Assert.DoesNotContain(BicepFile.All, file => file.Text.Contains("roleAssignments@", StringComparison.Ordinal) && !file.Path.EndsWith("roles.bicep", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_role_is_given_where_the_table_says_and_never_on_the_whole_data_account()
    {
        string text = new BicepFile("modules/roles.bicep").Text;
        HashSet<(string Role, string Scope)> given = [];
        foreach (Match assignment in Assignment().Matches(text))
        {
            string block = BicepFile.Block(text, assignment.Index);
            string scope = Scope().Match(block).Groups[1].Value;
            string definition = Definition().Match(block).Groups[1].Value;
            IEnumerable<string> roles = definition.Contains("byAccess", StringComparison.Ordinal)
                ? ["storageBlobDataReader", "storageBlobDataContributor"]
                : RoleUse().Matches(definition).Select(match => match.Groups[1].Value);
            given.UnionWith(roles.Select(role => (role, scope)));
        }

        Assert.Equal(Roles.SelectMany(role => role.Scopes.Select(scope => (role.Role, scope))).Order(), given.Order());
    }

    [Fact]
    public void The_deployment_page_lists_every_role_with_its_id()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "deploy.md"));
        Assert.DoesNotContain(Roles, role => !page.Contains(role.Id, StringComparison.Ordinal));
    }

    [Fact]
    public void No_key_or_password_opens_anything()
    {
        string all = string.Concat(BicepFile.All.Select(file => file.Text));
        Assert.Contains("allowSharedKeyAccess: false", all, StringComparison.Ordinal);
        Assert.Contains("allowBlobPublicAccess: false", all, StringComparison.Ordinal);
        Assert.Contains("minimumTlsVersion: 'TLS1_2'", all, StringComparison.Ordinal);
        Assert.Contains("disableLocalAuth: true", all, StringComparison.Ordinal);
        Assert.Contains("DisableLocalAuth: true", all, StringComparison.Ordinal);
        Assert.Contains("enablePurgeProtection: true", all, StringComparison.Ordinal);
        // One key is read: Event Grid must be told the one of the blob trigger's endpoint. It goes nowhere else.
        Assert.Single(KeyUse().Matches(all));
        Assert.DoesNotContain(BicepFile.All.SelectMany(file => file.Outputs), output => SecretName().IsMatch(output));
    }

    /// <summary>Remembers which containers were written.</summary>
    private sealed class WritesSeen(InMemoryStore inner) : IBlobStore
    {
        public HashSet<string> Written { get; } = [];

        public Task<StoredBlob?> ReadAsync(BlobAddress address, CancellationToken cancellation, long maxBytes = long.MaxValue) => inner.ReadAsync(address, cancellation, maxBytes);

        public Task<ReadOnlyMemory<byte>> ReadFromAsync(BlobAddress address, long offset, CancellationToken cancellation) => inner.ReadFromAsync(address, offset, cancellation);

        public Task<bool> ExistsAsync(BlobAddress address, CancellationToken cancellation) => inner.ExistsAsync(address, cancellation);

        public Task<string?> TryCreateAsync(BlobAddress address, ReadOnlyMemory<byte> content, CancellationToken cancellation, IReadOnlyDictionary<string, string>? metadata = null) => inner.TryCreateAsync(Seen(address), content, cancellation, metadata);

        public Task<string?> TryReplaceAsync(BlobAddress address, ReadOnlyMemory<byte> content, string eTag, CancellationToken cancellation, IReadOnlyDictionary<string, string>? metadata = null) =>
            inner.TryReplaceAsync(Seen(address), content, eTag, cancellation, metadata);

        public Task WriteAsync(BlobAddress address, ReadOnlyMemory<byte> content, CancellationToken cancellation, IReadOnlyDictionary<string, string>? metadata = null) =>
            inner.WriteAsync(Seen(address), content, cancellation, metadata);

        public Task<long?> TryAppendAsync(BlobAddress address, ReadOnlyMemory<byte> content, CancellationToken cancellation) => inner.TryAppendAsync(Seen(address), content, cancellation);

        public Task DeleteAsync(BlobAddress address, CancellationToken cancellation) => inner.DeleteAsync(Seen(address), cancellation);

        public IAsyncEnumerable<BlobListing> ListAsync(string container, string prefix, CancellationToken cancellation) => inner.ListAsync(container, prefix, cancellation);

        private BlobAddress Seen(BlobAddress address)
        {
            Written.Add(address.Container);
            return address;
        }
    }

    [GeneratedRegex("""(?<role>\w+): '(?<id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})'""")]
    private static partial Regex RoleId();

    [GeneratedRegex("""[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}""")]
    private static partial Regex Id();

    [GeneratedRegex("""^resource \w+ 'Microsoft\.Authorization/roleAssignments@""", RegexOptions.Multiline)]
    private static partial Regex Assignment();

    [GeneratedRegex("""scope: (\S+)""")]
    private static partial Regex Scope();

    [GeneratedRegex("""roleDefinitionId: (subscriptionResourceId\(.*?\))\s*principalId""", RegexOptions.Singleline)]
    private static partial Regex Definition();

    [GeneratedRegex("""roles\.(\w+)""")]
    private static partial Regex RoleUse();

    [GeneratedRegex("""list(Keys|Secrets|ConnectionStrings)\(|\.list\w*\(""")]
    private static partial Regex KeyUse();

    [GeneratedRegex("key(?!_vault_name)|secret|password|connection|token", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();
}
