using ConnectorBuild.Cloud.Deployment.Approval;
using ConnectorBuild.Cloud.Deployment.Planning;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Planning.Tests.Deployment;
using ConnectorBuild.Planning.Tests.Plans;
using ConnectorBuild.Testing;

namespace ConnectorBuild.Planning.Tests.Approvals;

/// <summary>What a run may do that an approved plan is given to, case by case; the expected outcomes lie in Golden/approvals.txt.</summary>
public sealed class ApprovalTests : IDisposable
{
    private static readonly IReadOnlyList<ApprovalCase> All = ApprovalCases.All;

    private readonly string _folder = Directory.CreateTempSubdirectory("approval-").FullName;

    private string File => Path.Combine(_folder, "plan.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string> Cases => [.. All.Select(c => c.Name)];

    public static TheoryData<string, string> Plans => PlanTests.Cases;

    [Theory]
    [MemberData(nameof(Cases))]
    public void RequireSame_OfACase_AllowsOrRefusesAsExpected(string name)
    {
        var expected = ExpectedTexts.Read("approvals");

        if (!RepositoryRoot.UpdatesPages)
        {
            Assert.Equal(expected[name], All.Single(c => c.Name == name).Outcome(File) + "\n");
        }
    }

    [Fact]
    public void Expected_HasEveryCaseAndNoOther()
    {
        if (RepositoryRoot.UpdatesPages)
        {
            ExpectedTexts.Write("approvals", All.Select(c => (c.Name, c.Outcome(File) + "\n")));
            return;
        }

        Assert.Equal(All.Select(c => c.Name), ExpectedTexts.Read("approvals").Keys);
    }

    [Theory]
    [MemberData(nameof(Plans))]
    public void Plan_WrittenAndRead_IsAllowedForTheSameStates(string group, string name)
    {
        var one = PlanTests.Find(group, name);
        var plan = one.Plan();
        var written = ApprovedPlan.Create(one.Desired, one.Found, plan, one.Now);
        written.Write(File);

        var read = ApprovedPlan.Read(File);

        Assert.Equal(written.Observed, read.Observed);
        Assert.Equal(written.Steps.Select(s => (s.Id, s.Hash)), read.Steps.Select(s => (s.Id, s.Hash)));
        PlanApproval.RequireSameProject(read, one.Desired);
        Assert.False(PlanApproval.RequireSamePlan(read, one.Desired, one.Found, plan));
        PlanApproval.RequireCovered(read, plan);
        Assert.True(plan.IsBlocked || read.Steps.Count == read.Steps.Select(s => s.Id).Distinct().Count());
    }

    // A file of today is read by tomorrow's version, so its form is a contract.
    [Fact]
    public void Write_OneAndTwoPlans_HasThisForm()
    {
        var desired = Contoso.Desired();
        var plan = ApprovedPlan.Create(desired, Observed.Nothing, DeploymentPlanner.Plan(desired, Observed.Nothing, Observed.Now), Observed.Now);
        plan.Write(File);
        var one = System.IO.File.ReadAllText(File);
        ApprovedPlan.WriteAll(File, [plan, plan with { ConnectorName = "contoso_other" }]);

        var both = ApprovedPlan.ReadAll(File);

        Assert.Equal(["contoso_azureresourcemanager", "contoso_other"], both.Select(p => p.ConnectorName));
        if (RepositoryRoot.UpdatesPages)
        {
            System.IO.File.WriteAllText(RepositoryRoot.PathOf("tests/ConnectorBuild.Planning.Tests/Golden/plan.json"), one);
            return;
        }

        Assert.Equal(System.IO.File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "plan.json")), one, ignoreLineEndingDifferences: true);
    }

    [Theory]
    [InlineData("\"kind\": \"ConnectorBuild plan\"", "\"kind\": \"another\"", "CB9102", "not a plan that ConnectorBuild wrote")]
    [InlineData("\"version\": 2", "\"version\": \"2\"", "CB9102", "not a plan that ConnectorBuild wrote")]
    [InlineData("\"version\": 2", "\"version\": 2.5", "CB9102", "not a plan that ConnectorBuild wrote")]
    [InlineData("\"version\": 2", "\"version\": 1", "CB9103", "has the form 1, and this version of ConnectorBuild reads form 2")]
    [InlineData("\"version\": 2", "\"version\": 3", "CB9103", "has the form 3")]
    [InlineData("\"columns\": []", "\"columns\": [null]", "CB9102", "a part of it is null")]
    [InlineData("\"details\": []", "\"details\": [null]", "CB9102", "a part of it is null")]
    [InlineData("\"needs\": []", "\"needs\": [null]", "CB9102", "a part of it is null")]
    [InlineData("\"solution\": \"none\"", "\"solution\": null", "CB9102", "a part of it is null")]
    [InlineData("\"environmentKey\":", "\"another\":", "CB9102", "cannot be read")]
    [InlineData("\"steps\": [", "\"steps\": [null,", "CB9102", "a part of it is null")]
    [InlineData("\"tenantId\": \"", "\"tenantId\": \"x", "CB9102", "at '$.tenantId' it has something else than a plan has there")]
    [InlineData("{", "{{", "CB9102", "cannot be read")]
    public void Read_DamagedFile_SaysWhatIsWrong(string from, string to, string code, string expected)
    {
        var text = System.IO.File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "plan.json"));
        var at = text.IndexOf(from, StringComparison.Ordinal);
        Assert.True(at >= 0, from);
        System.IO.File.WriteAllText(File, text[..at] + to + text[(at + from.Length)..]);

        var refusal = Assert.Single(Assert.Throws<ConnectorException>(() => ApprovedPlan.Read(File)).Diagnostics);

        Assert.Equal(code, refusal.Id);
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(File, refusal.Location?.File);
    }

    [Theory]
    [InlineData("""{"kind":"ConnectorBuild plan","version":2,"plans":[]}""", "CB9102", "has no plan in it")]
    [InlineData("""{"kind":"ConnectorBuild plan","version":2,"plans":[{"kind":"ConnectorBuild plan","version":1}]}""", "CB9103", "has the form 1")]
    [InlineData("""{"kind":"ConnectorBuild plan","version":2,"plans":[7]}""", "CB9102", "cannot be read")]
    [InlineData("""{"kind":"ConnectorBuild plan","version":2,"plans":7}""", "CB9102", "cannot be read")]
    [InlineData("[]", "CB9102", "cannot be read")]
    [InlineData("", "CB9102", "cannot be read")]
    public void Read_OtherFile_SaysWhatIsWrong(string text, string code, string expected)
    {
        System.IO.File.WriteAllText(File, text);

        var refusal = Assert.Single(Assert.Throws<ConnectorException>(() => ApprovedPlan.ReadAll(File)).Diagnostics);

        Assert.Equal(code, refusal.Id);
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_OfSeveralPlans_TakesTheConnectorsOwn()
    {
        var desired = Contoso.Desired();
        var own = ApprovedPlan.Create(desired, Observed.Nothing, DeploymentPlanner.Plan(desired, Observed.Nothing, Observed.Now), Observed.Now);
        var other = own with { ConnectorId = Observed.KeyId };

        Assert.Same(own, PlanApproval.Find([other, own], desired));
        Assert.Same(other, PlanApproval.Find([other], desired));
        Assert.Null(PlanApproval.Find([], desired));
    }

    [Fact]
    public void Write_FolderThatIsNotThere_IsCB9108()
    {
        var desired = Contoso.Desired();
        var plan = ApprovedPlan.Create(desired, Observed.Nothing, DeploymentPlanner.Plan(desired, Observed.Nothing, Observed.Now), Observed.Now);

        System.IO.File.WriteAllText(File, "a file and not a folder");

        var refusal = Assert.Throws<ConnectorException>(() => plan.Write(Path.Combine(File, "below", "plan.json")));

        Assert.Equal("CB9108", Assert.Single(refusal.Diagnostics).Id);
    }
}
