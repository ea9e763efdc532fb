BeforeAll {
    . "$PSScriptRoot/ScriptedServer.ps1"
}

Describe 'Get-FineTunedModel' {
    BeforeEach {
        $server = Connect-ScriptedServer
        $soon = (Get-Date).ToUniversalTime().AddDays(30).ToString('yyyy-MM-dd')
        $server.Answers['GET /v1/models'] = @"
            {"data":[
            {"id":"gpt-4.1-mini","owned_by":"system","created":1744316542,"shutdown_date":"$soon"},
            {"id":"ft:gpt-4.1-mini:acme:triage:a","owned_by":"acme","created":1760000000},
            {"id":"mine","owned_by":"acme","created":1760000000,"shutdown_date":"2099-01-01"}]}
"@
        $server.Answers['GET /v1/fine_tuning/jobs'] =
            '{"data":[{"id":"ftjob-1","model":"qwen","status":"succeeded","fine_tuned_model":"mine"}],"has_more":false}'
    }

    AfterEach {
        Disconnect-FineTune
        $server.Dispose()
    }

    It 'lists the fine-tuned models with what is known of them' {
        $models = Get-FineTunedModel
        $models.Id | Should -Be 'ft:gpt-4.1-mini:acme:triage:a', 'mine'
        $models[0] | Should -BeOfType OpenAIFineTune.FineTunedModel
        $models[0].DaysLeft | Should -BeIn 29, 30
        $models[1].JobId | Should -Be 'ftjob-1'
        $models[1].BaseModel | Should -Be 'qwen'
        $models[1].Connection | Should -Be 'scripted'
    }

    It 'lists base models with -All' {
        (Get-FineTunedModel -All).Count | Should -Be 3
    }

    It 'finds models by name and pattern' {
        (Get-FineTunedModel '*triage*').Id | Should -Be 'ft:gpt-4.1-mini:acme:triage:a'
        (Get-FineTunedModel gpt-4.1-mini).IsFineTuned | Should -BeFalse
        Get-FineTunedModel 'gpt*' | Should -BeNullOrEmpty
        ('mine' | Get-FineTunedModel).Id | Should -Be 'mine'
    }

    It 'makes a name that there is not an error, and goes on' {
        (Get-FineTunedModel nonsense, mine -ErrorVariable failed -ErrorAction SilentlyContinue).Id | Should -Be 'mine'
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
        $failed[0].TargetObject | Should -Be 'nonsense'
    }

    It 'asks whether a model answers only when it is told to' {
        (Get-FineTunedModel mine).Answers | Should -BeNullOrEmpty
        @(Get-Asked $server).Count | Should -Be 0
        (Get-FineTunedModel mine -TestAnswer).Answers | Should -BeTrue
        (Get-Asked $server).max_tokens | Should -Be 1
    }

    It 'marks in its table what ends soon' {
        $table = Get-FineTunedModel | Format-Table | Out-String -Width 200
        $table | Should -Match '! \d{4}-\d\d-\d\d, \d+ days left'
        $table | Should -Match '\s2099-01-01'
    }

    It 'pipes into Invoke-FineTunedCompletion' {
        (Get-FineTunedModel mine | Invoke-FineTunedCompletion 'a').Model | Should -Be 'mine'
    }
}
