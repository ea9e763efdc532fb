BeforeAll {
    . "$PSScriptRoot/ScriptedServer.ps1"
}

Describe 'Remove-FineTunedModel' {
    BeforeEach {
        $server = Connect-ScriptedServer
        $server.Answers['GET /v1/models/base'] = '{"id":"base","owned_by":"system"}'
        $server.Answers['GET /v1/models/ft%3Abase%3Aacme%3A%3Aa'] = '{"id":"ft:base:acme::a","owned_by":"acme"}'
        $server.Answers['GET /v1/models/ft:base:acme::a'] = '{"id":"ft:base:acme::a","owned_by":"acme"}'
        $server.Answers['DELETE /v1/models/ft:base:acme::a'] = '{"deleted":true}'
        $server.Answers['DELETE /v1/models/ft%3Abase%3Aacme%3A%3Aa'] = '{"deleted":true}'
    }

    AfterEach {
        Disconnect-FineTune
        $server.Dispose()
    }

    It 'deletes a fine-tuned model and writes nothing' {
        Remove-FineTunedModel ft:base:acme::a -Confirm:$false | Should -BeNullOrEmpty
        @($server.Requests -like 'DELETE*').Count | Should -Be 1
    }

    It 'writes the model with -PassThru' {
        ('ft:base:acme::a' | Remove-FineTunedModel -Confirm:$false -PassThru).OwnedBy | Should -Be 'acme'
    }

    It 'sends no DELETE with -WhatIf' {
        Remove-FineTunedModel ft:base:acme::a -WhatIf
        @($server.Requests -like 'DELETE*').Count | Should -Be 0
    }

    It 'asks before it deletes' {
        [System.Management.Automation.CommandMetadata]::new((Get-Command Remove-FineTunedModel)).ConfirmImpact | Should -Be 'High'
    }

    It 'deletes what nothing shows to be fine-tuned with -Force, and without asking' {
        $server.Answers['DELETE /v1/models/base'] = '{"deleted":true}'
        (Remove-FineTunedModel base -Force -PassThru).Id | Should -Be 'base'
        @($server.Requests -like 'DELETE*').Count | Should -Be 1
    }

    It 'refuses a base model' {
        Remove-FineTunedModel base -Confirm:$false -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'NotFineTuned,*'
        $failed[0].Exception.Message | Should -BeLike "*'base'*'system'*"
        @($server.Requests -like 'DELETE*').Count | Should -Be 0
    }

    It 'makes a model that there is not an error, and goes on' {
        Remove-FineTunedModel nonsense, ft:base:acme::a -Confirm:$false -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
        @($server.Requests -like 'DELETE*').Count | Should -Be 1
    }

    It 'says whose the model is when the key may not delete it' {
        $refusal = '403 {"error":{"message":"Not yours.","type":"invalid_request_error","param":null,"code":null}}'
        $server.Answers['DELETE /v1/models/ft:base:acme::a'] = $refusal
        $server.Answers['DELETE /v1/models/ft%3Abase%3Aacme%3A%3Aa'] = $refusal
        Remove-FineTunedModel ft:base:acme::a -Confirm:$false -PassThru -ErrorVariable failed -ErrorAction SilentlyContinue |
            Should -BeNullOrEmpty
        $failed[0].Exception.Message | Should -BeLike "*may not delete 'ft:base:acme::a'*'acme'*Not yours.*"
        $failed[0].ErrorDetails.RecommendedAction | Should -BeLike '*owner*'
    }

    It 'says that a deployment of Azure may stand in the way' {
        $null = Connect-FineTune -Provider Azure -Name azure -BaseUri $server.BaseUri -ApiKey test-key
        try {
            $refusal = '409 {"error":{"message":"In use.","type":"invalid_request_error","param":null,"code":null}}'
            foreach ($id in 'ft:base:acme::a', 'ft%3Abase%3Aacme%3A%3Aa') {
                $server.Answers["GET /openai/v1/models/$id"] = '{"id":"ft:base:acme::a","owned_by":"acme"}'
                $server.Answers["DELETE /openai/v1/models/$id"] = $refusal
            }
            Remove-FineTunedModel ft:base:acme::a -Connection azure -Confirm:$false -ErrorVariable failed -ErrorAction SilentlyContinue
            $failed[0].Exception.Message | Should -BeLike '*deployment*In use.*'
            $failed[0].ErrorDetails.RecommendedAction | Should -BeLike '*deployments*'
        }
        finally {
            Disconnect-FineTune azure
        }
    }

    It 'takes the model of a job, not the one it started from' {
        $server.Answers['GET /v1/fine_tuning/jobs/ftjob-1'] =
            '{"id":"ftjob-1","model":"base","status":"succeeded","fine_tuned_model":"ft:base:acme::a"}'
        Get-FineTune ftjob-1 | Remove-FineTunedModel -Confirm:$false
        @($server.Requests -like 'DELETE*').Count | Should -Be 1
    }
}
