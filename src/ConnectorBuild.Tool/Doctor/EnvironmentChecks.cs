using ConnectorBuild.Projects;

namespace ConnectorBuild.Tool.Doctor;

/// <summary>The environment as the project describes it.</summary>
internal static class EnvironmentChecks
{
    // What templates and pages write where a person must write the own.
    private const string SampleTenant = "11111111-2222-4333-8444-555555555555";

    /// <summary>Whether the environment can be reached with what the project says.</summary>
    public static DoctorFinding Described(DeploymentEnvironment environment)
    {
        const string Subject = "environment";
        return environment switch
        {
            { IsLocalCloud: true } => new(DoctorLevel.Ok, Subject, $"'{environment.Name}' is the local cloud."),
            { Url: null } =>
                new(
                    DoctorLevel.Error, Subject, $"'{environment.Name}' has no Url. Write the environment's address into the project.",
                    "pac org list"),
            { TenantId: null } =>
                new(
                    DoctorLevel.Error, Subject, $"'{environment.Name}' has no TenantId. Write the tenant's id into the project.",
                    "az account show --query tenantId"),
            { TenantId: SampleTenant } =>
                new(
                    DoctorLevel.Error, Subject,
                    $"'{environment.Name}' has the tenant id of the samples. Write your own into the project.",
                    "az account show --query tenantId"),
            _ => new(DoctorLevel.Ok, Subject, $"'{environment.Name}' is {environment.Url} in tenant {environment.TenantId}."),
        };
    }
}
