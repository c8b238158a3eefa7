using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Connectors;

namespace ConnectorBuild.Tests.Dataverse;

public sealed class DeploymentRecordTests
{
    [Fact]
    public void ToJson_OfTheLongestRecord_IsWhatTheColumnTakes()
    {
        var sent = ConnectorColumns.All.ToDictionary(c => c.Name, _ => ContentHash.Of("x"));

        // The platform keeps JSON in words of its own, and texts as they are.
        var read = ConnectorColumns.All.ToDictionary(c => c.Name, c => ContentHash.Of(c.IsJson ? "y" : "x"));
        var record = new DeploymentRecord
        {
            RowETag = "W/\"200000000010\"",
            ClientId = Guid.NewGuid().ToString(),
            SecretKeyId = Guid.NewGuid(),
            Former = [.. Enumerable.Range(0, DeploymentRecord.MaxFormer).Select(_ => DeploymentRecord.SecretKey(Guid.NewGuid()))],
            SecretSince = DateTimeOffset.MaxValue,
            SecretExpires = DateTimeOffset.MaxValue,
            SecretLifetimeDays = 180.0 / 7,
            RedirectUrls = ["https://global.consent.azure-apim.net/redirect/" + new string('x', 400)],
            PackageHash = new string('a', 64),
            Granted = [.. Enumerable.Range(0, DeploymentRecord.MaxGranted).Select(_ => DeploymentRecord.PrincipalKey(Guid.NewGuid()))],
            Variables = string.Join(' ', Enumerable.Repeat("0123abcd", DeploymentRecord.MaxVariables)),
            Sent = sent,
            Read = read,
        };

        Assert.InRange(record.ToJson().Length, 1500, DeploymentRecord.MaxLength);
        Assert.Equal(record.ToJson(), DeploymentRecord.FromJson(record.ToJson())!.ToJson());
        Assert.Equal(read, DeploymentRecord.FromJson(record.ToJson())!.Read);
    }

    [Fact]
    public void FromJson_MembersThatAreLeftOut_AreEmpty()
    {
        var record = DeploymentRecord.FromJson("""{"version":1,"rowETag":"1","clientId":"a"}""")!;

        Assert.Equal("a", record.ClientId);
        Assert.Empty(record.RedirectUrls);
        Assert.Empty(record.Sent);
        Assert.Empty(record.Read);
    }
}
