namespace AllianceMonitor.Tests.Evaluation;

/// <summary>Precision, recall and F1 from counts.</summary>
internal sealed class Score
{
    private int hits;
    private int extra;
    private int missed;

    public double Precision => hits == 0 ? 0 : (double)hits / (hits + extra);

    public double Recall => hits == 0 ? 0 : (double)hits / (hits + missed);

    public double F1 => hits == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);

    public void Add(bool expected, bool found) => Add(expected && found ? 1 : 0, found && !expected ? 1 : 0, expected && !found ? 1 : 0);

    public void Add(int hit, int superfluous, int miss) => (hits, extra, missed) = (hits + hit, extra + superfluous, missed + miss);

    public override string ToString() => $"P {Precision:0.000} R {Recall:0.000} F1 {F1:0.000} ({hits} found, {extra} superfluous, {missed} missed)";
}

internal static class EvaluationFiles
{
    public static string Path(string name) => System.IO.Path.Combine(AppContext.BaseDirectory, "Evaluation", name);
}
