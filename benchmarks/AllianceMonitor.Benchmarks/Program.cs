using AllianceMonitor.Benchmarks;
using AllianceMonitor.Benchmarks.Soak;

// dotnet run -c Release --project benchmarks/AllianceMonitor.Benchmarks -- throughput | archive | repeats [fit] | watchlist | coldstart | startup APP-FOLDER | latency APP-FOLDER | soak [OPTIONS] | extraction [FOLDER] | entities [FOLDER] | names [explain] | names train | micro
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
    case ["soak", .. var options]:
        return await SoakCommand.RunAsync(options);
    case ["extraction", .. var folders] when folders.Length <= 1:
        await Extraction.RunAsync(folders is [var folder] ? folder : Path.Combine("..", "shared", "corpora", "extraction"));
        return 0;
    case ["entities"]:
    case ["entities", _]:
        await Entities.RunAsync(args.Length > 1 ? args[1] : null);
        return 0;
    case ["names"]:
    case ["names", "explain"]:
        Names.Score(explain: args.Length > 1);
        return 0;
    case ["names", "train"]:
        Names.Train();
        return 0;
    case ["micro"]:
        BenchmarkDotNet.Running.BenchmarkRunner.Run<StageBenchmarks>();
        return 0;
    default:
        await Console.Error.WriteLineAsync("Give one of: throughput, archive, repeats [fit], watchlist, coldstart, startup APP-FOLDER, latency APP-FOLDER, soak [OPTIONS], extraction [FOLDER], entities [FOLDER], names [explain], names train, micro.");
        return 2;
}
