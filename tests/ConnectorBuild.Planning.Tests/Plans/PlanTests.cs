using ConnectorBuild.Testing;

namespace ConnectorBuild.Planning.Tests.Plans;

/// <summary>
/// Plans of named cases, whole: steps with their details and what they need, what is unchanged, what an owner must do, findings. The
/// expected texts lie in Golden; <c>CONNECTORBUILD_UPDATE_DOCS=1</c> writes them anew, for a person to read the difference.
/// </summary>
public sealed class PlanTests
{
    private static readonly Dictionary<string, IReadOnlyList<PlanCase>> Groups = new(StringComparer.Ordinal)
    {
        ["applications"] = ApplicationCases.All,
        ["secrets"] = SecretCases.All,
        ["connectors"] = ConnectorCases.All,
        ["sharing"] = SharingCases.All,
        ["on-behalf-of"] = OnBehalfOfCases.All,
        ["packages"] = PackageCases.All,
    };

    public static TheoryData<string, string> Cases => [.. Groups.SelectMany(g => g.Value.Select(c => (g.Key, c.Name)))];

    public static TheoryData<string> GroupNames => [.. Groups.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Plan_OfACase_SaysAndDoesWhatIsExpected(string group, string name)
    {
        if (!RepositoryRoot.UpdatesPages)
        {
            Assert.Equal(ExpectedTexts.Read(group)[name], PlanText.Of(Find(group, name)));
        }
    }

    [Theory]
    [MemberData(nameof(GroupNames))]
    public void Expected_OfAGroup_HasEveryCaseAndNoOther(string group)
    {
        if (RepositoryRoot.UpdatesPages)
        {
            ExpectedTexts.Write(group, Groups[group].Select(c => (c.Name, PlanText.Of(c))));
            return;
        }

        Assert.Equal(Groups[group].Select(c => c.Name), ExpectedTexts.Read(group).Keys);
    }

    internal static PlanCase Find(string group, string name) => Groups[group].Single(c => c.Name == name);
}
