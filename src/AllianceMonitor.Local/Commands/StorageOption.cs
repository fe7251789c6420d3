using System.CommandLine;
using AllianceMonitor.Storage;

namespace AllianceMonitor.Local.Commands;

/// <summary>Which store a command works on: the one that is named, else that of the running stack.</summary>
internal static class StorageOption
{
    public static readonly Option<string> Option = new("--storage") { Description = "The store of a deployment: a connection string, or https://ACCOUNT.blob.core.windows.net/ with your own sign-in. Default: that of the running stack.", HelpName = "STORE" };

    public static string ConnectionString(ParseResult arguments) =>
        arguments.GetValue(Option) is { } named ? StorageClients.Checked(named) : LocalFolder.RunningStack(arguments).ConnectionString;

    public static AzureBlobStore Store(ParseResult arguments) => new(StorageClients.Blobs(ConnectionString(arguments)));
}
