public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        HttpResponseMessage response = await this.Context.SendAsync(this.Context.Request, this.CancellationToken).ConfigureAwait(false);
        if (response.IsSuccessStatusCode)
        {
            var responseString = await response.Content.ReadAsStringAsync().ConfigureAwait(false);
            var result = JObject.Parse(responseString);
            var wrapped = new JObject { ["wrapped"] = result };
            response.Content = CreateJsonContent(wrapped.ToString());
        }

        return response;
    }
}
