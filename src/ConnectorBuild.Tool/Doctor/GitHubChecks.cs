namespace ConnectorBuild.Tool.Doctor;

/// <summary>The sign-in of a job of GitHub Actions.</summary>
internal static class GitHubChecks
{
    /// <summary>Whether the job gets tokens, and which federated credential they need.</summary>
    /// <param name="isJob">Whether this is a job of GitHub Actions.</param>
    /// <param name="hasTokens">Whether the job may ask for a token.</param>
    /// <param name="token">The claims of the token; null where GitHub gives none.</param>
    /// <param name="clientId">The app to sign in as (AZURE_CLIENT_ID); null where none is set.</param>
    /// <param name="audience">The audience that the cloud of the environment wants.</param>
    public static DoctorFinding? Subject(bool isJob, bool hasTokens, TokenClaims? token, string? clientId, string audience)
    {
        const string Name = "GitHub";
        if (!isJob)
        {
            return null;
        }

        if (!hasTokens)
        {
            return new(
                DoctorLevel.Error, Name,
                "The job may not ask for a token. Give the job 'permissions: id-token: write'; a pull request from a fork never gets a "
                    + "token.");
        }

        if (token?["sub"] is not { } subject)
        {
            return new(DoctorLevel.Unknown, Name, "GitHub gave no token, so the subject of the federated credential is not known.");
        }

        var command = $"az ad app federated-credential create --id {clientId ?? "CLIENT_ID"} --parameters '{{ \"name\": \"github\", "
            + $"\"issuer\": \"{token["iss"]}\", \"subject\": \"{subject}\", \"audiences\": [\"{audience}\"] }}'";
        return clientId is null
            ? new(DoctorLevel.Error, Name, "AZURE_CLIENT_ID is not set, so the job does not know the app to sign in as.", command)
            : new(
                DoctorLevel.Ok, Name,
                $"The job signs in with the subject {subject}. Should Entra refuse it (AADSTS700213), the app needs this federated "
                    + "credential.",
                command);
    }
}
