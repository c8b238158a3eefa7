using System.Net;
using System.Text.Json.Nodes;
using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Diagnostics;
using Microsoft.Graph.Models.ODataErrors;

namespace ConnectorBuild.Tests.Dataverse;

/// <summary>Refusals are told apart by what the service answered, whatever our own sentences say of it.</summary>
public sealed class DataverseRefusalTests
{
    [Theory]
    [InlineData("0x80071151", "Cannot start another", "busy")]
    [InlineData("0x80040216", "failed: 0x80071151 another import", "busy")]
    [InlineData("0x8006088a", "Resource not found for the segment 'StageAndUpgradeAsync'.", "unknown action")]
    [InlineData("0x80040224", "ApiHubsRequestFailed: CustomScriptProvisioningFailed: [FindAndAssignFunctionApp] none", "no place")]
    [InlineData("0x80040224", "something else", "other")]
    public void Refusal_WithEveryWordOfOursChanged_IsOfTheSameKind(string code, string text, string kind)
    {
        var refusal = DataverseErrors.Create(
            HttpStatusCode.BadRequest, new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = text } },
            Contoso.Target, "starting the import");

        Assert.Equal(kind, Kind(refusal));
        Assert.Equal(kind, Kind(Reworded(refusal)));
    }

    [Fact]
    public void Kind_OfAFailureThatNoServiceAnswered_IsNoneWhateverItsWords() =>
        Assert.Equal(
            "other",
            Kind(
                new ConnectorException(
                    new Diagnostic(DataverseDiagnostics.Refused, "0x80071151 StageAndUpgradeAsync CustomScriptProvisioningFailed"))));

    [Theory]
    [InlineData(400, "Another object with the same value for property uniqueName already exists.", true, false, false)]
    [InlineData(400, "No password credential found with keyId", false, true, false)]
    [InlineData(400, "Resource 'x' does not exist or one of its queried reference-property objects are not present.", false, false, true)]
    [InlineData(404, "uniqueName already exists", false, false, false)]
    [InlineData(400, "", false, false, false)]
    public void GraphRefusal_ByTheServicesText_IsOneOfItsKinds(int status, string text, bool isNameTaken, bool isSecretGone, bool isReferenceUnknown)
    {
        var e = new ODataError { ResponseStatusCode = status, Error = new MainError { Message = text } };

        Assert.Equal(
            (isNameTaken, isSecretGone, isReferenceUnknown),
            (GraphRefusals.IsNameTaken(e), GraphRefusals.IsSecretGone(e), GraphRefusals.IsReferenceUnknown(e)));
    }

    private static ConnectorException Reworded(ConnectorException e) =>
        new([.. e.Diagnostics.Select(d => d with { Message = "Other words." })], e.InnerException) { Refusal = e.Refusal };

    private static string Kind(ConnectorException e) =>
        DataverseRefusals.IsBusy(e) ? "busy"
        : DataverseRefusals.HasNoPlaceForCode(e) ? "no place"
        : DataverseRefusals.IsUnknownAction(e, "StageAndUpgradeAsync") ? "unknown action"
        : "other";
}
