using AllianceMonitor.Benchmarks;

// dotnet run -c Release --project benchmarks/AllianceMonitor.Benchmarks -- throughput | archive | repeats [fit] | watchlist | coldstart | startup APP-FOLDER | latency APP-FOLDER | extraction [FOLDER] | micro
switch (args)
{
    case ["throughput"]:
        Throughput.Run();
        return 0;
    case ["archive"]:
        Archive.Run();
        return 0;
    case ["repeats"]:
        Repeats.Run();
        return 0;
    case ["repeats", "fit"]:
        RepeatFit.Run();
        return 0;
    case ["watchlist"]:
        WatchlistPass.Run();
        return 0;
    case ["coldstart"]:
        await ColdStart.RunAsync();
        return 0;
    case ["startup", var appFolder]:
        await Startup.RunAsync(appFolder);
        return 0;
    case ["latency", var appFolder]:
        await Latency.RunAsync(appFolder);
        return 0;
    case ["extraction", .. var folders] when folders.Length <= 1:
        await Extraction.RunAsync(folders is [var folder] ? folder : Path.Combine("..", "shared", "corpora", "extraction"));
        return 0;
    case ["micro"]:
        BenchmarkDotNet.Running.BenchmarkRunner.Run<StageBenchmarks>();
        return 0;
    default:
        await Console.Error.WriteLineAsync("Give one of: throughput, archive, repeats [fit], watchlist, coldstart, startup APP-FOLDER, latency APP-FOLDER, extraction [FOLDER], micro.");
        return 2;
}
