using AllianceMonitor.Alerts;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests.Alerts;

public class SubscriptionFilesTests
{
    private static readonly ConfigurationFile Main = File("subscriptions.yaml", "operations:\n  email: [ops@example.com]\n");

    [Fact]
    public void All_files_count_the_common_one_first_and_then_by_name()
    {
        var (inForce, problems) = TakeUp([], Team("b", "two"), Main, Team("a", "one"), File("subscriptions/z.yaml", "operations:\n  email: [night@example.com, ops@example.com]\n"));

        Assert.Empty(problems);
        Subscriptions all = SubscriptionFiles.Merge(inForce);
        Assert.Equal(["one", "two"], all.All.Select(subscription => subscription.Id));
        Assert.Equal(["ops@example.com", "night@example.com"], all.Operations.Select(recipient => recipient.Address));
    }

    [Fact]
    public void A_wrong_file_leaves_the_others_alone_and_its_last_good_version_in_force()
    {
        IReadOnlyList<SubscriptionsOfFile> before = TakeUp([], Main, Team("a", "one"), Team("b", "two")).InForce;

        var (inForce, problems) = TakeUp(before, Main, File("subscriptions/a.yaml", "subscriptions:\n  - id: one\n    mail: [x]\n"), Team("b", "three"));

        Assert.Equal(["one", "three"], Ids(inForce));
        ConfigurationProblem problem = Assert.Single(problems);
        Assert.StartsWith("subscriptions/a.yaml line 3: unknown key \"mail\"", problem.Message, StringComparison.Ordinal);
        Assert.Equal(("subscriptions/a.yaml", true), (problem.File, problem.HasLastGood));
        Assert.Equal(["head@example.com"], problem.Owners);
    }

    [Fact]
    public void A_file_that_was_never_right_is_not_in_force()
    {
        var (inForce, problems) = TakeUp([], Main, File("subscriptions/a.yaml", "subscriptions: none\n"), Team("b", "two"));

        Assert.Equal(["two"], Ids(inForce));
        Assert.False(Assert.Single(problems).HasLastGood);
    }

    [Fact]
    public void Who_had_an_id_first_keeps_it_whatever_the_names_of_the_files()
    {
        IReadOnlyList<SubscriptionsOfFile> before = TakeUp([], Main, Team("a", "one"), Team("b", "two")).InForce;

        var (inForce, problems) = TakeUp(before, Main, Team("a", "one", "two"), Team("b", "two"));

        Assert.Equal(["one", "two"], Ids(inForce));
        Assert.Equal("subscriptions/a.yaml line 5: id \"two\" is used in subscriptions/b.yaml already; give each subscription its own id.", Assert.Single(problems).Message);
    }

    [Fact]
    public void Of_two_new_files_the_first_has_the_id()
    {
        var (inForce, problems) = TakeUp([], Team("b", "one"), Team("a", "one"));

        Assert.Equal(["subscriptions/a.yaml"], inForce.Select(one => one.File.Name));
        Assert.StartsWith("subscriptions/b.yaml line 2: id \"one\" is used in subscriptions/a.yaml already", Assert.Single(problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_files_may_exchange_ids_and_one_may_move_while_another_file_is_wrong()
    {
        IReadOnlyList<SubscriptionsOfFile> before = TakeUp([], Team("a", "one", "both"), Team("b", "two")).InForce;

        Assert.Empty(TakeUp(before, Team("a", "two"), Team("b", "one", "both")).Problems);
        Assert.Equal(["one", "both", "two"], Ids(TakeUp(before, Team("a", "one"), Team("b", "both", "two"), File("subscriptions/c.yaml", "?")).InForce));
        Assert.Equal(["one", "both", "two"], Ids(TakeUp(before, Team("a", "one", "both", "two"), Team("b", "three"), File("subscriptions/c.yaml", "?")).InForce).Except(["three"]));
    }

    [Fact]
    public void A_file_that_was_removed_is_not_in_force_any_more_not_even_when_another_is_wrong()
    {
        IReadOnlyList<SubscriptionsOfFile> before = TakeUp([], Team("a", "one"), Team("b", "two")).InForce;

        Assert.Equal(["two"], Ids(TakeUp(before, Team("b", "two"), File("subscriptions/c.yaml", "?")).InForce));
    }

    [Fact]
    public void A_file_with_another_ending_is_a_mistake_and_not_passed_over() =>
        Assert.StartsWith("subscriptions/a.yml line 1: files of subscriptions end in .yaml", Assert.Single(TakeUp([], Main, File("subscriptions/a.yml", "subscriptions: []")).Problems).Message, StringComparison.Ordinal);

    private static (IReadOnlyList<SubscriptionsOfFile> InForce, IReadOnlyList<ConfigurationProblem> Problems) TakeUp(IReadOnlyList<SubscriptionsOfFile> before, params ConfigurationFile[] files) =>
        SubscriptionFiles.TakeUp(before, files, Extracting.Watchlist);

    private static IEnumerable<string> Ids(IEnumerable<SubscriptionsOfFile> files) => SubscriptionFiles.Merge(files).All.Select(subscription => subscription.Id);

    private static ConfigurationFile Team(string name, params string[] ids) =>
        File($"subscriptions/{name}.yaml", "subscriptions:\n" + string.Concat(ids.Select(id => $"  - id: {id}\n    email: [x@example.com]\n").Select((one, i) => i == 0 ? one.Replace("    email", "    owner: head@example.com\n    email", StringComparison.Ordinal) : one)));

    private static ConfigurationFile File(string name, string text) => new(name, Digest.Of(text), text);
}
