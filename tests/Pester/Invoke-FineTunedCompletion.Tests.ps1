BeforeAll {
    . "$PSScriptRoot/ScriptedServer.ps1"
    . "$PSScriptRoot/../NewPowerShell.ps1"
}

Describe 'Invoke-FineTunedCompletion' {
    BeforeEach {
        $server = Connect-TunedServer
    }

    AfterEach {
        Disconnect-FineTune -ErrorAction Ignore
        $server.Dispose()
    }

    Context 'what binds to what' {
        BeforeEach {
            $server.Answers['GET /v1/fine_tuning/jobs/ftjob-1'] =
                '{"id":"ftjob-1","model":"base","status":"succeeded","fine_tuned_model":"mine","metadata":{"finetune_separator":" ->"}}'
            $job = Get-FineTune ftjob-1
        }

        It 'takes a piped job for its fine-tuned model' {
            $answer = $job | Invoke-FineTunedCompletion -Prompt 'Where?'
            $answer.Model | Should -Be 'mine'
            $answer.Prompt | Should -Be 'Where?'
            (Get-Asked $server).prompt | Should -Be 'Where? ->'
        }

        It 'takes piped texts for prompts' {
            $answers = 'a', 'b' | Invoke-FineTunedCompletion -Model $job
            $answers.Prompt | Should -Be 'a', 'b'
            $answers.Model | Should -Be 'mine', 'mine'
        }

        It 'takes prompt and model by position' {
            (Invoke-FineTunedCompletion 'a' 'm').Text | Should -Be 'to a'
        }

        It 'asks several models every prompt' {
            (Invoke-FineTunedCompletion 'a', 'b' -Model m, n).ForEach{ "$($_.Model)$($_.Prompt)" } | Should -Be 'ma', 'mb', 'na', 'nb'
        }

        It 'takes names of models from the pipeline when the prompt is given' {
            ('m', 'n' | Invoke-FineTunedCompletion 'a').Model | Should -Be 'm', 'n'
        }

        It 'takes a job for the model of a conversation' {
            ($job | Invoke-FineTunedCompletion -Messages 'hi').Model | Should -Be 'mine'
        }

        It 'asks a job''s model where the job came from' {
            $other = Connect-ScriptedServer -Name other
            try {
                (Invoke-FineTunedCompletion 'a' $job).Connection | Should -Be 'scripted'
                (Invoke-FineTunedCompletion 'a' $job -Connection other).Connection | Should -Be 'other'
                (Invoke-FineTunedCompletion 'a' mine).Connection | Should -Be 'other'
            }
            finally {
                Disconnect-FineTune other
                $other.Dispose()
            }
        }

        It 'looks for the notes on a model once, also at the service of the environment' {
            Disconnect-FineTune
            $env:OPENAI_BASE_URL, $env:OPENAI_API_KEY = $server.BaseUri, 'test-key'
            try {
                $answers = 'a', 'b', 'c' | Invoke-FineTunedCompletion -Model mine
            }
            finally {
                $env:OPENAI_BASE_URL = $env:OPENAI_API_KEY = $null
            }
            $answers.Connection | Should -Be 'Environment', 'Environment', 'Environment'
            @($server.Requests -match '^GET .*/fine_tuning/jobs$').Count | Should -Be 1
        }

        It 'reads rows with a column that is called Connection' {
            ([pscustomobject]@{ prompt = 'a'; Connection = 'cable' } | Invoke-FineTunedCompletion -Model m).Prompt | Should -Be 'a'
        }

        It 'takes a copy of a job, as Import-Clixml gives it' {
            $copy = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($job))
            ($copy | Invoke-FineTunedCompletion 'a').Model | Should -Be 'mine'
            (Invoke-FineTunedCompletion 'a' $copy, m).Model | Should -Be 'mine', 'm'
            (Get-Asked $server)[0].prompt | Should -Be 'a ->'
        }

        It 'does not take a row for a model' {
            { Invoke-FineTunedCompletion 'a' ([pscustomobject]@{ z = 1 }) } | Should -Throw -ErrorId 'CannotConvertArgument*,*'
        }

        It 'does not take one text for both' {
            { 'a' | Invoke-FineTunedCompletion } | Should -Throw -ErrorId 'InvalidSetting,*'
        }

        It 'says that a job has no model yet' {
            $server.Answers['GET /v1/fine_tuning/jobs/ftjob-2'] = '{"id":"ftjob-2","model":"base","status":"running"}'
            Get-FineTune ftjob-2 | Invoke-FineTunedCompletion 'a' -ErrorVariable failed -ErrorAction SilentlyContinue
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'ModelNotReady,*'
            $failed[0].TargetObject.Id | Should -Be 'ftjob-2'
        }
    }

    Context 'prompts and answers' {
        It 'applies what the job of a name says, and looks it up once' {
            $answers = 'a', 'b' | Invoke-FineTunedCompletion -Model mine
            (Get-Asked $server).prompt | Should -Be 'a ->', 'b ->'
            (Get-Asked $server).stop | Should -Be ' END', ' END'
            $answers[0].Text | Should -Be 'to a ->'
            @($server.Requests -like 'GET */jobs').Count | Should -Be 1
        }

        It 'leaves prompt and answer untouched with -Raw' {
            (Invoke-FineTunedCompletion 'a' mine -Raw -Endpoint Completions).Text | Should -Be ' to a'
            (Get-Asked $server).psobject.Properties.Name | Should -Not -Contain 'stop'
            $server.Requests.Count | Should -Be 1
        }

        It 'takes separator and stop sequence from the caller' {
            $null = Invoke-FineTunedCompletion 'a' mine -Separator ' =>' -Stop 'x', 'y'
            (Get-Asked $server).prompt | Should -Be 'a =>'
            (Get-Asked $server).stop | Should -Be 'x', 'y'
        }

        It 'asks unknown models by the chat endpoint, and the baseline by completions' {
            $null = Invoke-FineTunedCompletion 'a' gpt-x
            $null = Invoke-FineTunedCompletion 'a' local-baseline
            $null = Invoke-FineTunedCompletion 'a' gpt-x -Endpoint Completions
            $server.Requests.Where{ $_ -like 'POST*' }.ForEach{ $_.Split(' ')[1] } |
                Should -Be '/v1/chat/completions', '/v1/completions', '/v1/completions'
        }

        It 'reads rows, and hashtables, by property' {
            $rows = [pscustomobject]@{ id = 1; q = 'a' }, @{ id = 2; q = 'b' }
            ($rows | Invoke-FineTunedCompletion -Model m -PromptProperty q).Prompt | Should -Be 'a', 'b'
        }

        It 'names the columns when the prompt is not among them' {
            [pscustomobject]@{ id = 1; q = 'a' } |
                Invoke-FineTunedCompletion -Model m -ErrorVariable failed -ErrorAction SilentlyContinue
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'ColumnNotFound,*'
            $failed[0].Exception.Message | Should -BeLike '*id, q*'
        }

        It 'adds the answer to a copy of the row with -PassThru' {
            $row = [pscustomobject]@{ id = 1; q = 'a' }
            $out = $row | Invoke-FineTunedCompletion -Model m -PromptProperty q -PassThru -AnswerProperty Team
            $out.Team | Should -Be 'to a'
            $out.id | Should -Be 1
            $row.psobject.Properties.Name | Should -Be 'id', 'q'
        }

        It 'sends every setting' {
            $null = Invoke-FineTunedCompletion 'a' local-baseline -MaxTokens 5 -Temperature 0.5 -TopP 0.9 -Count 2 -LogProbs 3 -BestOf 4 `
                -PresencePenalty 1 -FrequencyPenalty -1 -LogitBias @{ 50256 = -100 } -Seed 7 -Echo -Suffix s -User u `
                -AdditionalParameter @{ new = @{ thing = 1, 2 } }
            $asked = Get-Asked $server
            $asked.max_tokens, $asked.temperature, $asked.top_p, $asked.n, $asked.logprobs, $asked.best_of | Should -Be 5, 0.5, 0.9, 2, 3, 4
            $asked.presence_penalty, $asked.frequency_penalty, $asked.seed, $asked.suffix, $asked.user | Should -Be 1, -1, 7, 's', 'u'
            $asked.logit_bias.'50256' | Should -Be -100
            $asked.echo | Should -BeTrue
            $asked.new.thing | Should -Be 1, 2
        }

        It 'sends null for a setting that is what a command without output gives' {
            $null = Invoke-FineTunedCompletion 'a' m -AdditionalParameter @{ x = & {}; z = @(1, (& {})) }
            $server.Requests -match '"x":null' -match '"z":\[1,null\]' | Should -HaveCount 1
        }

        It 'sends every setting of the chat endpoint by its name there' {
            $null = Invoke-FineTunedCompletion 'a' m -Endpoint Chat -SystemMessage s -MaxTokens 5 -Temperature 0.5 -TopP 0.9 -Count 2 `
                -LogProbs 3 -PresencePenalty 1 -FrequencyPenalty -1 -LogitBias @{ 50256 = -100 } -Seed 7 -User u -Stop A, B `
                -ResponseFormat JsonObject
            $asked = Get-Asked $server
            $asked.max_tokens, $asked.temperature, $asked.top_p, $asked.n, $asked.seed, $asked.user | Should -Be 5, 0.5, 0.9, 2, 7, 'u'
            $asked.logprobs, $asked.top_logprobs | Should -Be $true, 3
            $asked.presence_penalty, $asked.frequency_penalty, $asked.logit_bias.'50256' | Should -Be 1, -1, -100
            $asked.stop | Should -Be 'A', 'B'
            $asked.response_format.type | Should -Be 'json_object'
            $asked.messages.role | Should -Be 'system', 'user'
        }

        It 'writes numbers the same in every culture' {
            $culture = [cultureinfo]::CurrentCulture
            try {
                [cultureinfo]::CurrentCulture = 'de-DE'
                $null = Invoke-FineTunedCompletion 'a' m -Temperature 0.5 -LogitBias @{ 1 = 0.25 } -AdditionalParameter @{ x = 1.5 }
            }
            finally {
                [cultureinfo]::CurrentCulture = $culture
            }
            $asked = Get-Asked $server
            $asked.temperature, $asked.logit_bias.'1', $asked.x | Should -Be 0.5, 0.25, 1.5
        }

        It 'completes models that were seen' {
            $null = Get-FineTune
            $null = Invoke-FineTunedCompletion 'a' 'a-model'
            $line = 'Invoke-FineTunedCompletion x -Model '
            (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Contain 'a-model'
            (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Contain 'mine'
        }

        It 'sends a conversation as it is' {
            $null = Invoke-FineTunedCompletion -Messages @{ Role = 'system'; Content = 's' }, ([pscustomobject]@{ role = 'user'; content = 'u' }), 'v' -Model m
            (Get-Asked $server).messages.ForEach{ "$($_.role):$($_.content)" } | Should -Be 'system:s', 'user:u', 'user:v'
        }

        It 'reads an answer as an object' {
            $null = Invoke-FineTunedCompletion '{"team":"Billing","n":[1,2.5]}' local-baseline -Raw -AsObject -ErrorVariable failed -ErrorAction SilentlyContinue
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'InvalidAnswer,*'
            $server.Answers['POST /v1/chat/completions'] = '{"choices":[{"message":{"content":"{\"team\":\"Billing\",\"n\":[1,2.5]}"}}]}'
            $answer = Invoke-FineTunedCompletion 'a' m -JsonSchema '{"type":"object"}' -AsObject
            $answer.team | Should -Be 'Billing'
            $answer.n | Should -Be 1, 2.5
            (Get-Asked $server)[-1].response_format.json_schema.schema.type | Should -Be 'object'
        }

        It 'refuses what does not go together: <Given.Keys>' -ForEach @(
            @{ Given = @{ Stream = $true; OutputPath = 'x' } }
            @{ Given = @{ Stream = $true; ThrottleLimit = 2 } }
            @{ Given = @{ Endpoint = 'Completions'; SystemMessage = 's' } }
            @{ Given = @{ Endpoint = 'Chat'; Echo = $true } }
            @{ Given = @{ Endpoint = 'Completions'; ResponseFormat = 'JsonObject' } }
            @{ Given = @{ Endpoint = 'Completions'; JsonSchema = '{}' } }
            @{ Given = @{ ResponseFormat = 'JsonObject'; JsonSchema = '{}' } }
            @{ Given = @{ Endpoint = 'Completions'; BestOf = 2; Count = 3 } }
        ) {
            { Invoke-FineTunedCompletion 'a' m @Given } | Should -Throw -ErrorId 'InvalidSetting,*'
        }

        It 'sends nothing with -WhatIf' {
            Invoke-FineTunedCompletion 'a', 'b' -Model mine -WhatIf
            $server.Requests.Count | Should -Be 0
        }
    }

    It 'says how to connect when there is no connection' {
        Disconnect-FineTune
        $key = $env:OPENAI_API_KEY
        $env:OPENAI_API_KEY = $null
        try {
            { Invoke-FineTunedCompletion 'a' m } | Should -Throw -ErrorId 'NotConnected,*'
        }
        finally {
            $env:OPENAI_API_KEY = $key
        }
    }
}
