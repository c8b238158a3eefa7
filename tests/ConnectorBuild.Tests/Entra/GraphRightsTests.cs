using System.Buffers.Text;
using System.Text;
using ConnectorBuild.Cloud.Entra;

namespace ConnectorBuild.Tests.Entra;

/// <summary>What a token says of rights is believed where it is enough; what it leaves open is not guessed.</summary>
public sealed class GraphRightsTests
{
    private const string EveryApp = "0997a1d0-0d1d-4acb-b408-d5ca73121e90";
    private const string ApplicationAdministrator = "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3";
    private const string Custom = "11111111-2222-4333-8444-555555555555";

    public static TheoryData<string, string, string> Tokens => new()
    {
        // Token, then for apps of one's own, and for consent: yes, no or unknown.
        { """{"idtyp":"app","roles":["Application.ReadWrite.OwnedBy"]}""", "yes", "no" },
        { """{"idtyp":"app","roles":["DelegatedPermissionGrant.ReadWrite.All"]}""", "no", "yes" },
        { """{"idtyp":"app","roles":["Directory.ReadWrite.All"]}""", "yes", "yes" },
        { """{"idtyp":"app"}""", "no", "no" },
        { $$"""{"idtyp":"app","wids":["{{EveryApp}}"]}""", "no", "no" },
        { $$"""{"idtyp":"app","wids":["{{ApplicationAdministrator}}"]}""", "yes", "yes" },
        { $$"""{"idtyp":"app","wids":["{{Custom}}"]}""", "unknown", "unknown" },
        { """{"upn":"anna@contoso.com","scp":"User.Read"}""", "no", "no" },
        { """{"upn":"anna@contoso.com","scp":"Application.ReadWrite.All User.Read"}""", "unknown", "no" },
        { """{"upn":"anna@contoso.com","scp":"Directory.AccessAsUser.All"}""", "unknown", "unknown" },
        { $$"""{"upn":"anna@contoso.com","scp":"Directory.AccessAsUser.All","wids":["{{ApplicationAdministrator}}"]}""", "yes", "yes" },
        { """{"idtyp":"app","roles":"Application.ReadWrite.All","wids":[1]}""", "yes", "no" },
        { """{"idtyp":"app","roles":{"a":1},"wids":"none"}""", "no", "no" },
        { "not JSON", "unknown", "unknown" },
    };

    [Theory]
    [MemberData(nameof(Tokens))]
    public void Has_Token_SaysWhatItProvesAndNoMore(string claims, string applications, string consent)
    {
        var rights = SignedInIdentity.FromToken($"x.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}.x").Rights;

        Assert.Equal((applications, consent), (Text(rights.Has(GraphRight.OwnApplications)), Text(rights.Has(GraphRight.Consent))));
    }

    private static string Text(bool? has) => has switch { true => "yes", false => "no", null => "unknown" };
}
