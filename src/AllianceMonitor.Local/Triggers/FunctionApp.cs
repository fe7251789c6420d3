using System.Text.RegularExpressions;

namespace AllianceMonitor.Local.Triggers;

/// <summary>A function app as the Functions host sees it: a folder with <c>host.json</c> and one folder per function.</summary>
internal sealed partial record FunctionApp(string Folder, HostSettings Host, IReadOnlyList<Function> Functions)
{
    /// <param name="folder">The app's root.</param>
    /// <param name="settings">Resolve connections by name, and <c>%NAME%</c> in paths, queue names, schedules and routes.</param>
    /// <exception cref="SetupException">Names the file and what is wrong in it.</exception>
    public static FunctionApp Load(string folder, IReadOnlyDictionary<string, string> settings)
    {
        if (!Directory.Exists(folder))
            throw new SetupException($"There is no function app at {folder}. Build AllianceMonitor.Functions first, or name one with --app-folder.");

        var host = HostSettings.Read(Path.Combine(folder, "host.json"));
        var files = Directory.EnumerateDirectories(folder)
            .Select(directory => Path.Combine(directory, "function.json"))
            .Where(File.Exists)
            .Order(StringComparer.Ordinal)
            .ToList();
        if (files.Count == 0)
            throw new SetupException($"{folder} has no functions: no folder in it holds a function.json.");

        var functions = files
            .Select(file => new FunctionReader(file, host, settings))
            .Where(reader => !reader.IsDisabled)
            .Select(reader => reader.Read());
        return new FunctionApp(Path.GetFullPath(folder), host, [.. functions]);
    }

    private sealed partial class FunctionReader(string path, HostSettings host, IReadOnlyDictionary<string, string> settings)
    {
        private readonly string name = Path.GetFileName(Path.GetDirectoryName(path))!;
        private readonly JsonFile file = JsonFile.Read(path);

        public bool IsDisabled =>
            file.Flag("disabled") || (settings.TryGetValue($"AzureWebJobs.{name}.Disabled", out var disabled) && disabled is "1" or "true" or "True");

        public Function Read()
        {
            if (file.Names.Contains("retry", StringComparer.OrdinalIgnoreCase))
                throw file.Wrong("retry is not supported by the local trigger host; it multiplies the tries of the queue");

            var bindings = file.Sections("bindings");
            foreach (var binding in bindings)
            {
                if (binding.RequiredText("type") is not ("blobTrigger" or "queueTrigger" or "timerTrigger" or "httpTrigger" or "http") and var type)
                    throw file.Wrong($"the local trigger host does not know binding type \"{type}\"; it knows blobTrigger, queueTrigger, timerTrigger, httpTrigger and http");
            }

            if (bindings.Where(binding => binding.RequiredText("type").EndsWith("Trigger", StringComparison.Ordinal)).ToList() is not [var trigger])
                throw file.Wrong("a function needs exactly one trigger among its bindings");

            return trigger.RequiredText("type") switch
            {
                "blobTrigger" => new BlobFunction(name, trigger.RequiredText("name"), BlobPathOf(trigger), Connection(trigger)),
                "queueTrigger" => new QueueFunction(name, trigger.RequiredText("name"), Resolved(trigger, "queueName"), Connection(trigger), IsBinary(trigger)),
                "timerTrigger" => new TimerFunction(name, trigger.RequiredText("name"), ScheduleOf(trigger), trigger.Flag("runOnStartup"), trigger.Flag("useMonitor", otherwise: true)),
                _ => HttpFunctionOf(trigger, bindings),
            };
        }

        private BlobPath BlobPathOf(JsonFile trigger) =>
            BlobPath.Parse(Resolved(trigger, "path")) ?? throw trigger.Wrong($"path \"{trigger.Text("path")}\" must look like container/{{name}}");

        private static bool IsBinary(JsonFile trigger) =>
            (trigger.Text("dataType") ?? "string") switch
            {
                "string" => false,
                "binary" => true,
                var other => throw trigger.Wrong($"dataType \"{other}\" is not supported by the local trigger host; it knows string and binary"),
            };

        private TimerSchedule ScheduleOf(JsonFile trigger) =>
            TimerSchedule.Parse(Resolved(trigger, "schedule"))
            ?? throw trigger.Wrong($"schedule \"{trigger.Text("schedule")}\" is not an NCRONTAB expression such as \"0 */5 * * * *\"");

        private HttpFunction HttpFunctionOf(JsonFile trigger, IReadOnlyList<JsonFile> bindings)
        {
            // Otherwise the host wraps the request in JSON, which the local trigger host does not do.
            if (!host.ForwardsHttp)
                throw file.Wrong("an httpTrigger needs customHandler.enableForwardingHttpRequest: true in host.json");
            if (bindings.Count(binding => binding.RequiredText("type") == "http" && binding.Text("direction") == "out") != 1 || bindings.Count != 2)
                throw file.Wrong("requests are forwarded only to functions with exactly one httpTrigger and one http output");

            return new HttpFunction(name, trigger.Text("route") is null ? name : Resolved(trigger, "route"), trigger.Texts("methods") ?? []);
        }

        /// <summary>As the host does: the setting of that name, else of that name behind "AzureWebJobs".</summary>
        private string Connection(JsonFile trigger)
        {
            var setting = trigger.Text("connection") is { Length: > 0 } named ? named : "AzureWebJobsStorage";
            return settings.GetValueOrDefault(setting) is { Length: > 0 } connection ? connection
                : settings.GetValueOrDefault($"AzureWebJobs{setting}") is { Length: > 0 } prefixed ? prefixed
                : throw trigger.Wrong($"connection \"{setting}\" is not among the app's settings");
        }

        private string Resolved(JsonFile trigger, string property) =>
            SettingName().Replace(trigger.RequiredText(property), match =>
                settings.GetValueOrDefault(match.Groups[1].Value) is { Length: > 0 } value
                    ? value
                    : throw trigger.Wrong($"{property} uses setting %{match.Groups[1].Value}%, which is not among the app's settings"));

        [GeneratedRegex("%([^%]+)%")]
        private static partial Regex SettingName();
    }
}
