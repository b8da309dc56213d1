load 'auto_explain'; set auto_explain.log_nested_statements=on; set auto_explain.log_min_duration=0; set auto_explain.log_analyze=on; set auto_explain.log_triggers=on; set role krajan_owner;
insert into centres (id, slug, name, email, region, tracks, address) values ('00000000-0000-7000-8000-000000000001','abc','C','a@example.org','K','{return}','x');
explain analyze insert into contacts (centre_id,id,given_name,family_name,born,source,created_at,updated_at) select '00000000-0000-7000-8000-000000000001', gen_random_uuid(), 'Jan'||i,'Novák'||i,'1990-01-01','staff',now(),now() from generate_series(1,1000) i;
explain analyze insert into contacts (centre_id,id,given_name,family_name,born,source,created_at,updated_at) select '00000000-0000-7000-8000-000000000001', gen_random_uuid(), 'Jan'||i,'Novák'||i,'1990-01-01','staff',now(),now() from generate_series(1,1000) i;
set client_min_messages=log; set auto_explain.log_min_duration=20;
 insert into contacts (centre_id,id,given_name,family_name,born,source,created_at,updated_at) select '00000000-0000-7000-8000-000000000001', gen_random_uuid(), 'Jan'||i,'Novák'||i,'1990-01-01','staff',now(),now() from generate_series(1,1000) i;
