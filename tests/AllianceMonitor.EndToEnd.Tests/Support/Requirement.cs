namespace AllianceMonitor.EndToEnd.Tests.Support;

/// <summary>What a test needs of its surroundings: absent it skips with a sentence, and in CI it fails with that sentence.</summary>
internal static class Requirement
{
    public static void Met(bool present, string otherwise)
    {
        if (present)
            return;
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail($"{otherwise} CI must not skip this.");
        Assert.Skip(otherwise);
    }
}
